/** Whether output may be coloured: a terminal that can, and a person who did not refuse. @see https://no-color.org */
export function mayColor(
  environment: Readonly<Record<string, string | undefined>>,
  output: { readonly isTTY?: boolean },
): boolean {
  return output.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
}
