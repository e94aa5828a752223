import { platformContract } from '../contract.ts';
import { slackHarness } from './harness.ts';

platformContract('Slack by Socket Mode', slackHarness('socket'));
platformContract('Slack over HTTP', slackHarness('http'));
