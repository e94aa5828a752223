import { platformContract } from './contract.ts';
import { webHarness } from './web-harness.ts';

platformContract('the web chat', webHarness);
