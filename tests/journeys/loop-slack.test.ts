import { loopJourney } from './loop.ts';
import { slackStage } from './stages.ts';

loopJourney('Slack by Socket Mode', slackStage('socket'));
loopJourney('Slack over HTTP', slackStage('http'));
