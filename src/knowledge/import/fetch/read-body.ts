import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** The body is larger than is read. */
export class TooLargeError extends Error {}
/** The body comes packed in a way that is not asked for, or is damaged. */
export class EncodingError extends Error {}

/**
 * Reads a body, unpacked, up to a limit. Both what arrives and what it unpacks to are counted, so that a few kilobytes
 * that unpack to gigabytes stop at the limit.
 * @throws {TooLargeError | EncodingError}
 */
export async function readBody(response: IncomingMessage, maximumBytes: number): Promise<Buffer> {
  if (Number(response.headers['content-length']) > maximumBytes) throw new TooLargeError();
  let arrived = 0;
  response.on('data', (chunk: Buffer) => {
    arrived += chunk.length;
    if (arrived > maximumBytes) response.destroy(new TooLargeError());
  });
  const chunks: Buffer[] = [];
  let length = 0;
  const body = unpack(response);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maximumBytes) throw new TooLargeError();
      chunks.push(chunk);
    }
  } catch (cause) {
    if (String((cause as NodeJS.ErrnoException).code).startsWith('Z_') || isBrotliError(cause))
      throw new EncodingError('its compressed body is damaged', { cause });
    throw cause;
  } finally {
    body.destroy();
    response.destroy();
  }
  return Buffer.concat(chunks);
}

function isBrotliError(cause: unknown): boolean {
  return String((cause as NodeJS.ErrnoException).code).startsWith('ERR__ERROR');
}

function unpack(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return response;
  const unpacker =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : null;
  if (!unpacker) throw new EncodingError(`its body is packed as "${encoding.slice(0, 40)}", which was not asked for`);
  response.on('error', (error) => unpacker.destroy(error));
  return response.pipe(unpacker);
}
