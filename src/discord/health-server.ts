import { createServer, type Server } from 'node:http';
import { StatesideError } from '../error.js';
import type { Metrics } from './metrics.js';

export interface HealthServer {
  /** The port it listens on. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves /healthz (200 while the bot is connected, else 503) and /metrics for Prometheus.
 * @throws {StatesideError} When the port cannot be used.
 */
export async function startHealthServer(
  address: { readonly host: string; readonly port: number },
  state: { readonly isHealthy: () => boolean; readonly metrics: () => Metrics | null },
): Promise<HealthServer> {
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0];
    const metrics = state.metrics();
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
    } else if (path === '/healthz') {
      const isHealthy = state.isHealthy();
      response.writeHead(isHealthy ? 200 : 503, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify({ status: isHealthy ? 'ok' : 'unavailable' })}\n`);
    } else if (path === '/metrics' && metrics) {
      response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.text());
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found: there are /healthz and /metrics.\n');
    }
  });
  await listen(server, address);
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound ? bound.port : address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new StatesideError(`Cannot serve metrics on ${host}:${port}: ${cause.code ?? cause.message}`, {
          remedy: 'set METRICS_PORT to a free port, or leave it out',
          cause,
        }),
      ),
    );
    server.listen(port, host, () => resolve());
  });
}
