// The page for operators: wires the state, the address, the server and what is seen together.

import { preferredLanguage, preferredTheme } from '../state/preferences.js';
import { Store } from '../state/store.js';
import { showSettings } from '../ui/settings.js';
import { Desk } from './desk.js';
import { followAddress, routeOf } from './route.js';
import { initialState } from './state.js';
import { keepAges } from './view/ages.js';
import { showFrame } from './view/frame.js';
import { showGate } from './view/gate.js';
import { Questions } from './view/questions.js';
import { showServer } from './view/server.js';
import { showViews } from './view/views.js';
import { AdminWords } from './words.js';

const wordsOf = (language) => new AdminWords(language);
const store = new Store(initialState(preferredLanguage(), preferredTheme(), routeOf(location.hash)));
followAddress(store);
showSettings(store, wordsOf);

const desk = new Desk(store);
const questions = new Questions(desk, () => wordsOf(store.state.language), () => store.state.mayChange);
keepAges(() => wordsOf(store.state.language));
showFrame(store, wordsOf, desk);
showServer(store, wordsOf);
showViews(store, wordsOf, { desk, questions });
showGate(store, wordsOf, desk);
