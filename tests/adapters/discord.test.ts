import { platformContract } from './contract.ts';
import { discordHarness } from './discord-harness.ts';

platformContract('Discord', discordHarness);
