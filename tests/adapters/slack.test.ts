import { platformContract } from './contract.ts';
import { slackHarness } from './slack-harness.ts';

platformContract('Slack by Socket Mode', slackHarness('socket'));
platformContract('Slack over HTTP', slackHarness('http'));
