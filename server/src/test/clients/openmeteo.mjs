// Asks with the npm package openmeteo and prints what it read: ADDRESS PARAMETERS, which are JSON.
import { fetchWeatherApi } from 'openmeteo';

const [address, parameters] = process.argv.slice(2);

function values(section, index) {
  const variable = section.variables(index);
  return { variable: variable.variable(), unit: variable.unit(), values: Array.from(variable.valuesArray() ?? []), value: variable.value() };
}

function read(section) {
  return section && {
    time: Number(section.time()),
    timeEnd: Number(section.timeEnd()),
    interval: section.interval(),
    variables: Array.from({ length: section.variablesLength() }, (_, index) => values(section, index)),
  };
}

try {
  const responses = await fetchWeatherApi(address, JSON.parse(parameters));
  console.log(JSON.stringify(responses.map((response) => ({
    latitude: response.latitude(),
    longitude: response.longitude(),
    elevation: response.elevation(),
    locationId: Number(response.locationId()),
    utcOffsetSeconds: response.utcOffsetSeconds(),
    timezone: response.timezone(),
    timezoneAbbreviation: response.timezoneAbbreviation(),
    current: read(response.current()),
    minutely15: read(response.minutely15()),
  }))));
} catch (error) {
  console.log(JSON.stringify({ message: error.message }));
}
