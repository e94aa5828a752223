import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a request may be from our clock, on either side (docs.slack.dev/authentication/verifying-requests-from-slack). */
const windowS = 300;

export interface Signed {
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
  readonly body: Buffer;
}

/** What is wrong with a signature; null when Slack made it within the last five minutes, by both sides of the clock. */
export function faultOf({ signature, timestamp, body }: Signed, secret: string, now: Date): string | null {
  if (!signature || !timestamp) return 'it is not signed';
  if (!/^\d{1,12}$/.test(timestamp)) return 'its time is not a number';
  const aheadS = Number(timestamp) - Math.floor(now.getTime() / 1000);
  if (aheadS < -windowS) return 'it is too old';
  if (aheadS > windowS) return 'it comes from the future';
  const expected = Buffer.from(sign(secret, timestamp, body));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected)
    ? null
    : 'its signature is not by our secret';
}

const sign = (secret: string, timestamp: string, body: Buffer) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
