import { platformContract } from '../contract.ts';
import { discordHarness } from './harness.ts';

platformContract('Discord', discordHarness);
