// Reads a coverage with the npm package covjson-reader: node coverage.js ADDRESS ROW COLUMN. Prints what is in the cell.
import { read } from 'covjson-reader';

const [address, row, column] = process.argv.slice(2);
const coverage = await read(await (await fetch(address)).json());
const domain = await coverage.loadDomain();
const range = await coverage.loadRange('rainfall_rate');
const unit = coverage.parameters.get('rainfall_rate').unit.symbol.value;
const rate = range.get({ t: 0, y: Number(row), x: Number(column) });
const time = domain.axes.get('t').values[0];
const shape = domain.domainType?.split('#').pop() ?? coverage.domainType?.split('#').pop();
console.log(shape, unit, rate, time instanceof Date ? time.toISOString().replace('.000Z', 'Z') : time);
