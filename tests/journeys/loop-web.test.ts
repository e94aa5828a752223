import { loopJourney } from './loop.ts';
import { webStage } from './stages.ts';

loopJourney('the web chat', webStage);
