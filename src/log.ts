import { type Logger, pino } from 'pino';

/**
 * Structured lines on standard output. Errors are reduced to their kind, message and stack: their other parts may hold
 * requests, with tokens and what people wrote. Given secrets are blotted out wherever they would appear.
 */
export function createLog(level: string, secrets: readonly string[] = []): Logger {
  const blot = (text: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: {
      err: (error: unknown) =>
        error instanceof Error
          ? {
              type: error.name,
              message: blot(error.message),
              stack: blot(error.stack ?? ''),
              code: (error as { code?: unknown }).code,
            }
          : { type: typeof error },
    },
  });
}
