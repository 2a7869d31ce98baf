// The page: wires the state, the address, the server and what is seen together.

import { Feed } from './api/feed.js';
import { openImages } from './map/layer/images.js';
import { showArea, showLand } from './map/land.js';
import { showMap } from './map/map.js';
import { showNames } from './map/names.js';
import { Rain } from './map/rain.js';
import { showPlaceBox } from './place/box.js';
import { readPlace } from './place/reader.js';
import { keepTime } from './state/freshness.js';
import { mirrorAddress } from './state/mirror.js';
import { preferredLanguage, preferredTheme } from './state/preferences.js';
import { Store } from './state/store.js';
import { initialState } from './state/viewer.js';
import { listenToKeys } from './timeline/keyboard.js';
import { showPanel } from './timeline/panel.js';
import { playAtFirst, Player } from './timeline/player.js';
import { showLegend } from './ui/legend.js';
import { showNotice } from './ui/notice.js';
import { showSettings } from './ui/settings.js';

const store = new Store(initialState(preferredLanguage(), preferredTheme(), Date.now()));
mirrorAddress(store);
keepTime(store);
showSettings(store);
showNotice(store);
showLegend(store);

const map = showMap(store, document.getElementById('map'));
showLand(store, map);
showNames(store, map);
showArea(store, map);
const rain = new Rain(store, map, openImages);
readPlace(store);
showPlaceBox(store, map);

const player = new Player(store);
showPanel(store, player);
listenToKeys(player);

playAtFirst(store);
new Feed(store, (forecast) => rain.prepare(forecast)).start();
