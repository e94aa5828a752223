import type { Answer, Json } from './faces.ts';
import { eventPayload } from './payloads.ts';
import type { Parcel, Team, World } from './world.ts';

/** After a failed delivery: at once, after a minute, after five. */
const retriesMs = [0, 60_000, 300_000];

/**
 * Tells the bot of an event. What it does not acknowledge comes again, up to three times by the clock, with the same event_id;
 * the promise is of the first delivery. https://docs.slack.dev/apis/events-api#retries
 */
export async function tellEvent(world: World, team: Team, event: Json): Promise<Answer> {
  return deliverEvent(world, { kind: 'events_api', payload: eventPayload(world, team, event) });
}

export async function deliverEvent(world: World, parcel: Parcel): Promise<Answer> {
  const answer = await world.way.send(parcel);
  if (!answer.isAcked && answer.mayRetry !== false) void retry(world, parcel, answer);
  return answer;
}

async function retry(world: World, parcel: Parcel, failed: Answer): Promise<void> {
  const reason = failed.status === 0 ? 'http_timeout' : 'http_error';
  for (const [index, waitMs] of retriesMs.entries()) {
    await world.clock.wait(waitMs);
    const answer = await world.way.send({ ...parcel, retry: { num: index + 1, reason } });
    if (answer.isAcked || answer.mayRetry === false) return;
  }
}
