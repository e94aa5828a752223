import { startEmbedded } from '../../src/db/embedded/embedded.ts';

// A process that lives on the data directory it is given, tells the url, and ends in order on SIGTERM; Ctrl-C it ignores.
const log = { info() {}, warn() {}, error() {} };
const [dataDir = ''] = process.argv.slice(2);
const { url, stop } = await startEmbedded(dataDir, log, { durable: false });
process.on('SIGINT', () => {});
process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
process.stdout.write(`${url}\n`);
