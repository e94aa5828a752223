import { describe, expect, test } from 'vitest';
import { makeMetrics } from '../src/metrics.ts';
import { valueIn } from './support/printed.ts';

describe('what is counted', () => {
  test('is printed, each under its labels', async () => {
    const metrics = makeMetrics();
    metrics.handled('study.goals', 'answered', 12);
    metrics.handled('study.goals', 'answered', 40);
    metrics.handled('unknown', 'refused', 1);
    metrics.posted('discord', 'sent', 700);
    metrics.posted('discord', 'gone');
    metrics.reminded('late');
    metrics.ticked(30);
    metrics.platformError('slack', 'invalid_auth');
    metrics.tutorTokens('read', 1200);
    metrics.tutorTokens('read', 34);
    const printed = await metrics.print({ outbox: 3, queues: { posts: 2, tasks: 0 } });
    const value = (series: string) => valueIn(printed, series);
    expect(value('studyloop_commands_total{command="study.goals",outcome="answered"}')).toBe(2);
    expect(value('studyloop_commands_total{command="unknown",outcome="refused"}')).toBe(1);
    expect(value('studyloop_command_seconds_count')).toBe(3);
    expect(value('studyloop_command_seconds_sum')).toBeCloseTo(0.053);
    expect(value('studyloop_command_seconds_bucket{le="0.025"}')).toBe(2);
    expect(value('studyloop_posts_total{platform="discord",outcome="sent"}')).toBe(1);
    expect(value('studyloop_posts_total{platform="discord",outcome="gone"}')).toBe(1);
    expect(value('studyloop_post_delay_seconds_count')).toBe(1);
    expect(value('studyloop_reminders_total{outcome="late"}')).toBe(1);
    expect(value('studyloop_tick_seconds_sum')).toBeCloseTo(0.03);
    expect(value('studyloop_platform_errors_total{platform="slack",kind="invalid_auth"}')).toBe(1);
    expect(value('studyloop_tutor_tokens_total{kind="read"}')).toBe(1234);
    expect(value('studyloop_outbox_waiting')).toBe(3);
    expect(value('studyloop_queue_depth{queue="posts"}')).toBe(2);
  });

  test('what waits is left out where it cannot be known, rather than said to be nothing', async () => {
    const metrics = makeMetrics();
    await metrics.print({ outbox: 3, queues: { posts: 2 } });
    const printed = await metrics.print(null);
    expect(printed).not.toMatch(/^studyloop_(outbox_waiting|queue_depth)[ {]/m);
    expect(printed).toContain('studyloop_tick_seconds_count 0');
  });

  test('two programs in one process count for themselves', async () => {
    const [one, other] = [makeMetrics(), makeMetrics()];
    one.reminded('missed');
    expect(await other.print(null)).not.toContain('outcome="missed"');
  });

  test('the process itself is told where it is asked for', async () => {
    expect(await makeMetrics({ ofProcess: true }).print(null)).toContain('process_resident_memory_bytes ');
    expect(await makeMetrics().print(null)).not.toContain('process_');
  });
});

describe('labels', () => {
  test('hold no text: what is no short word is counted as other', async () => {
    const metrics = makeMetrics();
    const hostile = ['', 'Ada said: "hello"', 'x'.repeat(41), '😀', 'a\nb', '\\', '@everyone'];
    for (const kind of hostile) metrics.platformError('discord', kind);
    metrics.platformError('discord', '10062');
    const printed = await metrics.print(null);
    expect(valueIn(printed, 'studyloop_platform_errors_total{platform="discord",kind="other"}')).toBe(hostile.length);
    expect(valueIn(printed, 'studyloop_platform_errors_total{platform="discord",kind="10062"}')).toBe(1);
  });

  test('are few, however many kinds there are', async () => {
    const metrics = makeMetrics();
    for (let kind = 0; kind < 5000; kind++) metrics.platformError('slack', `error ${kind}`);
    const printed = await metrics.print(null);
    expect(printed.match(/^studyloop_platform_errors_total\{/gm)).toHaveLength(101);
    expect(valueIn(printed, 'studyloop_platform_errors_total{platform="slack",kind="other"}')).toBe(4900);
  });
});
