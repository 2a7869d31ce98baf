// Listens with the npm package eventsource until so many events have come: node events.js ADDRESS NUMBER. Prints them.
import { EventSource } from 'eventsource';

const [address, number] = process.argv.slice(2);
const source = new EventSource(address);
let heard = 0;
for (const kind of ['forecast', 'observation', 'model', 'job']) {
  source.addEventListener(kind, (event) => {
    console.log(`${event.lastEventId} ${event.type} ${event.data}`);
    heard += 1;
    if (heard === Number(number)) {
      source.close();
    }
  });
}
