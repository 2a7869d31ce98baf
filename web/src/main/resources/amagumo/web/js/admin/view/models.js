// The models that the server has had, which of them serves, and how that came.

import { element } from '../../ui/element.js';
import { size, utc } from '../text/spans.js';
import { action, away, box, chip, crumbs, facts, fill, grid, link, section } from './parts.js';

const aliasNames = ['champion', 'challenger', 'previous'];
const toneOf = { champion: 'ok', challenger: 'busy', previous: 'calm' };

/** Four digits say enough of a score. */
function score(value) {
  return value === undefined ? '–' : String(Number(value.toPrecision(4)));
}

function aliasesOf(words, aliases) {
  return box('span', 'outcome', ...aliases.map((alias) => chip(words.word('alias', alias), toneOf[alias] ?? 'calm')));
}

function cardOf(words, alias, { aliases, versions }) {
  const number = aliases[alias];
  const name = versions.find(({ version }) => version === number)?.name ?? '';
  return box('li', '', chip(words.word('alias', alias), toneOf[alias]),
    number === undefined ? element('span', 'empty', words.say('aliasNone')) : link(`#/models/${number}`, words.say('version', { n: number }), 'name'),
    element('p', 'small', name === '' ? words.word('aliasMeaning', alias) : `${name} · ${words.word('aliasMeaning', alias)}`));
}

function versionsOf(words, { aliases, versions }, { desk, questions }) {
  const heads = [...['columnVersion', 'columnOrigin', 'columnRegistered', 'columnSteps', 'columnScores']
    .map((key) => words.say(key)), questions.heading];
  const rows = versions.map((version) => ({ cells: [
    box('div', '', box('p', 'named', link(`#/models/${version.version}`, words.say('version', { n: version.version }), 'name'),
      aliasesOf(words, version.aliases)), element('p', 'small', version.name)),
    element('span', 'reason', version.origin),
    away(words, version.registered),
    version.steps.toLocaleString(words.language),
    element('span', 'scores', Object.entries(version.scores).map(([name, value]) => `${name} ${score(value)}`).join(' · ') || words.say('noScores')),
    version.removed !== null ? element('span', 'empty', words.say('fileRemoved'))
      : box('div', 'actions', version.version === aliases.champion ? null
        : questions.action(words.say('promote'), `promote ${version.version}`, () => questions.promote(version, aliases.champion))),
  ] }));
  return section(words.say('versions'), [], grid('versions', heads, rows),
    versions.at(-1).version > 1 ? action(words.say('older'), 'older', () => desk.olderModels(), 'wide') : null);
}

function movesOf(words, moves) {
  const name = (number) => (number === null ? words.say('aliasNone') : number);
  return section(words.say('moves'), [], grid('moves', ['movesWhen', 'movesWhat', 'movesWho', 'movesWhy'].map((key) => words.say(key)),
    moves.map(({ alias, from, to, moved, who, why }) => ({ cells: [
      away(words, moved), words.say('move', { alias: words.word('alias', alias), from: name(from), to: name(to) }), who,
      element('span', 'reason', why),
    ] }))));
}

/** Draws all of them. */
export function drawModels(container, { models }, words, { desk, questions }) {
  const heading = element('h2', '', words.say('models'));
  if (models === null || models.versions.length === 0) {
    fill(container, heading, element('p', 'empty', words.say(models === null ? 'loadingServer' : 'noModels')));
    return;
  }
  const { aliases, versions, moves } = models;
  const previous = versions.find(({ version }) => version === aliases.previous) ?? { version: aliases.previous, name: '' };
  fill(container,
    box('header', 'title', heading, box('div', 'actions', aliases.previous === undefined ? null
      : questions.action(words.say('rollBack'), 'rollback', () => questions.rollBack(previous, aliases.champion)))),
    box('ul', 'aliases', ...aliasNames.map((alias) => cardOf(words, alias, models))),
    versionsOf(words, models, { desk, questions }),
    movesOf(words, moves));
}

function scoresOf(words, { version, champion }) {
  const names = Object.keys(version.scores);
  if (names.length === 0) {
    return section(words.say('scores'), [], element('p', 'empty', words.say('scoresNone')));
  }
  const compared = champion !== null && champion.version !== version.version;
  const heads = [words.say('scoreName'), words.say('scoreThis'), ...(compared ? [words.say('scoreChampion', { n: champion.version })] : [])];
  return section(words.say('scores'), [], grid(compared ? 'scores compared' : 'scores', heads, names.map((name) => ({ cells: [
    element('code', '', name), score(version.scores[name]), ...(compared ? [score(champion.scores[name])] : []),
  ] }))));
}

function lineageOf(words, { version, ancestors }) {
  const rows = [version, ...ancestors].map((one, i) => box('li', '', i === 0
    ? element('strong', '', words.say('version', { n: one.version })) : link(`#/models/${one.version}`, words.say('version', { n: one.version })),
  element('span', 'small', ` ${one.name} · ${one.origin} · ${utc(one.registered)} UTC`)));
  return section(words.say('lineage'), [], element('p', 'small', words.say('lineageMeaning')), box('ol', 'lineage', ...rows));
}

function learntOf(words, { data }) {
  const heads = ['learntStore', 'learntStep', 'learntCell', 'learntFirst', 'learntLast'].map((key) => words.say(key));
  return section(words.say('learntFrom'), [], data.length === 0 ? element('p', 'empty', words.say('nothingKnown'))
    : grid('data', heads, data.map(({ store, stepMinutes, cellKm, firstTime, lastTime }) => ({ cells: [
      store, words.say('spanMinutes', { n: stepMinutes }), `${score(cellKm)} km`, utc(firstTime), utc(lastTime),
    ] }))));
}

/** Draws one of them. */
export function drawModel(container, { model, models, route, troubles }, words, { questions }) {
  const trail = crumbs(words, link('#/models', words.say('models')));
  const heading = element('h2', '', words.say('version', { n: route.number }));
  if (model?.version.version !== route.number) {
    fill(container, trail, heading, element('p', 'empty',
      troubles.model?.status === 404 ? words.why(troubles.model) : words.say('loadingServer')));
    return;
  }
  const { version, champion } = model;
  const settings = Object.entries(version.settings);
  fill(container, trail,
    box('header', 'title', box('div', 'named', heading, aliasesOf(words, version.aliases)),
      box('div', 'actions', version.version === champion?.version || version.removed !== null ? null
        : questions.action(words.say('promote'), 'promote', () => questions.promote(version, champion?.version), 'primary'))),
    facts([
      [words.say('parameterName'), version.name], [words.say('columnOrigin'), version.origin],
      [words.say('columnRegistered'), away(words, version.registered)],
      [words.say('columnSteps'), version.steps.toLocaleString(words.language)],
      [words.say('size'), version.removed === null ? size(version.octets) : words.say('fileRemovedAt', { time: utc(version.removed) })], [words.say('sha256'), element('code', 'value', version.sha256)],
    ]),
    scoresOf(words, model), lineageOf(words, model), learntOf(words, version),
    section(words.say('trainingSettings'), [], settings.length === 0 ? element('p', 'empty', words.say('nothingKnown'))
      : facts(settings.map(([name, value]) => [name, element('code', 'value', value)]))));
}
