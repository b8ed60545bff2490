import { request } from 'node:http';

/** Fetches a page of this machine; `fetch` itself is kept from tests, so that none reaches the network. */
export function getText(
  url: string,
  method = 'GET',
): Promise<{ readonly status: number; readonly text: string; readonly type: string }> {
  return new Promise((resolve, reject) => {
    request(url, { method }, async (response) => {
      let text = '';
      for await (const part of response.setEncoding('utf8')) text += part;
      resolve({ status: response.statusCode ?? 0, text, type: String(response.headers['content-type']) });
    })
      .on('error', reject)
      .end();
  });
}
