import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Page {
  readonly body: string | Uint8Array;
  /** @default 'text/html; charset=utf-8' */
  readonly type?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}
export type Route = Page | string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A real HTTP server on this machine that serves given pages; others are not found. */
export class WebServer {
  readonly requests: IncomingMessage[] = [];
  readonly routes = new Map<string, Route>();

  private constructor(
    readonly url: string,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(routes: Readonly<Record<string, Route>> = {}): Promise<WebServer> {
    let server: WebServer | null = null;
    const http = createServer((request, response) => {
      server?.requests.push(request);
      const route = server?.routes.get(request.url ?? '');
      if (typeof route === 'function') route(request, response);
      else answer(response, route);
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    server = new WebServer(`http://127.0.0.1:${port}`, async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    });
    for (const [path, route] of Object.entries(routes)) server.routes.set(path, route);
    return server;
  }

  /** Paths that were asked for, in order, robots.txt left out. */
  get paths(): string[] {
    return this.requests.map(({ url = '' }) => url).filter((url) => url !== '/robots.txt');
  }

  close(): Promise<void> {
    return this.stop();
  }
}

function answer(response: ServerResponse, route: Page | string | undefined): void {
  const page: Page =
    route === undefined ? { body: 'not found', status: 404 } : typeof route === 'string' ? { body: route } : route;
  response.writeHead(page.status ?? 200, { 'content-type': page.type ?? 'text/html; charset=utf-8', ...page.headers });
  response.end(page.body);
}
