// The page: wires the state, the address, the server and what is seen together.

import { listenToForecasts } from './api/events.js';
import { pageSettingsOnceThere } from './api/page.js';
import { Feed } from './api/feed.js';
import { showArrows } from './map/arrows.js';
import { showBeside } from './map/beside.js';
import { showArea, showLand } from './map/land.js';
import { showMap } from './map/map.js';
import { showNames } from './map/names.js';
import { Rain } from './map/rain.js';
import { showReadout } from './map/readout.js';
import { showTiles } from './map/tiles.js';
import { keepForecast, keepPage } from './offline/keep.js';
import { showPlaceCard } from './place/card.js';
import { showPins } from './place/pins.js';
import { readPlace } from './place/reader.js';
import { showSearch } from './place/search.js';
import { keepTime } from './state/freshness.js';
import { mirrorAddress } from './state/mirror.js';
import { keepNowcaster } from './state/nowcasters.js';
import { keepLook, preferredLanguage, preferredLook, preferredTheme } from './state/preferences.js';
import { Store } from './state/store.js';
import { initialState } from './state/viewer.js';
import { listenToKeys } from './timeline/keyboard.js';
import { showPanel } from './timeline/panel.js';
import { Player } from './timeline/player.js';
import { showTrack } from './timeline/track.js';
import { showAwaited } from './ui/awaiting.js';
import { closeByEscape } from './ui/escape.js';
import { showLegend } from './ui/legend.js';
import { showNotice } from './ui/notice.js';
import { showSettings } from './ui/settings.js';
import { leadsToWhole, shares } from './ui/share.js';
import { showSheet } from './ui/sheet.js';

const store = new Store(initialState(preferredLanguage(), preferredTheme(), preferredLook(), Date.now()));
mirrorAddress(store);
keepTime(store);
keepNowcaster(store);
keepLook(store);
showSettings(store);
showAwaited(store);
showNotice(store);

/** In a frame of another page there are the map, the timeline, the legend and the credits, and nothing else. */
const isEmbedded = new URLSearchParams(location.search).has('embed');
document.body.dataset.embedded = isEmbedded;
const map = showMap(store, document.getElementById('map'), isEmbedded);
showLand(store, map);
showNames(store, map);
showArea(store, map);
const rain = new Rain(store, map);
showLegend(store, rain);
if (!isEmbedded) {
  readPlace(store, 'place', 'placeRain');
  readPlace(store, 'notified', 'notifiedRain');
  showPins(store, map);
  showPlaceCard(store, map, rain);
  showSearch(store);
  showSheet(store, map, rain);
  closeByEscape(store);
  shares(document.getElementById('share'), store);
}
showReadout(store, map, rain, isEmbedded);
leadsToWhole(document.getElementById('whole'), store);

const moveThumb = showTrack(store);
const player = new Player(store, rain, moveThumb);
showPanel(store, player);
showArrows(store, map, rain);
showBeside(store, map, rain);
listenToKeys(player);

const firstTaken = new Promise((resolve) => {
  const onTaken = () => { resolve(); keepForecast(); };
  new Feed(store, (forecast) => rain.prepare(forecast), listenToForecasts, onTaken).start();
});

const settings = await pageSettingsOnceThere(); // the page does without until then
store.update({ nowcasters: settings.nowcasters });
if (settings.tiles !== null) {
  showTiles(map, settings.tiles);
}
if (!isEmbedded) {
  await firstTaken; // the page's files, once more, come after its rain
  keepPage(settings);
}
