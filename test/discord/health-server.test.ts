import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HealthServer, startHealthServer } from '../../src/discord/health-server.js';
import { Metrics } from '../../src/discord/metrics.js';
import { getText } from '../support/get-text.js';

const metrics = new Metrics({ waiting: () => 3, articles: () => 126, isConnected: () => true });
let server: HealthServer;
let isHealthy = true;
let isStarted = true;

beforeAll(async () => {
  const state = { isHealthy: () => isHealthy, metrics: () => (isStarted ? metrics : null) };
  server = await startHealthServer({ host: '127.0.0.1', port: 0 }, state);
});
afterAll(() => server.close());

const get = (path: string, method?: string) => getText(`http://127.0.0.1:${server.port}${path}`, method);

describe('startHealthServer()', () => {
  test('says whether the bot is connected', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}\n' });
    isHealthy = false;
    expect(await get('/healthz?x=1')).toMatchObject({ status: 503, text: '{"status":"unavailable"}\n' });
    isHealthy = true;
  });

  test('gives the figures as Prometheus reads them', async () => {
    metrics.answered('mention', 'no-source', 0.2);
    metrics.acknowledged(0.02);
    metrics.undelivered('edit', '50027');
    metrics.turnedAway('queue');
    metrics.repeated();
    metrics.failed();
    const { status, text, type } = await get('/metrics');
    expect([status, type]).toEqual([200, expect.stringMatching(/^text\/plain; version=0\.0\.4/)]);
    for (const line of [
      'stateside_questions_total{surface="mention",result="no-source"} 1',
      'stateside_answer_seconds_bucket{le="0.25"} 1',
      'stateside_acknowledgement_seconds_count 1',
      'stateside_undelivered_total{what="edit",reason="50027"} 1',
      'stateside_turned_away_total{reason="queue"} 1',
      'stateside_repeated_events_total 1',
      'stateside_failures_total 1',
      'stateside_waiting_questions 3',
      'stateside_articles 126',
      'stateside_gateway_connected 1',
    ])
      expect(text).toContain(`\n${line}\n`);
    const bare = text.split('\n').filter((line) => line !== '' && !/^(?:#|[a-z_\d]+(?:\{.*\})? \S+$)/.test(line));
    expect(bare).toEqual([]);
  });

  test('knows nothing else, and changes nothing', async () => {
    expect((await get('/')).status).toBe(404);
    expect((await get('/healthz', 'POST')).status).toBe(405);
    expect(await get('/healthz', 'HEAD')).toMatchObject({ status: 200, text: '' });
    isStarted = false;
    expect((await get('/metrics')).status).toBe(404);
    isStarted = true;
  });

  test('names a port that is taken', async () => {
    const again = startHealthServer(
      { host: '127.0.0.1', port: server.port },
      { isHealthy: () => true, metrics: () => null },
    );
    await expect(again).rejects.toMatchObject({
      message: `Cannot serve metrics on 127.0.0.1:${server.port}: EADDRINUSE`,
      remedy: expect.stringContaining('METRICS_PORT'),
    });
  });
});
