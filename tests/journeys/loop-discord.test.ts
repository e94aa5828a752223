import { loopJourney } from './loop.ts';
import { discordStage } from './stages.ts';

loopJourney('Discord', discordStage);
