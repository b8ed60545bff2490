/** How long this process has worked, whatever else the machine does meanwhile. Milliseconds. */
export function cpuTime(): number {
  return process.cpuUsage().user / 1000;
}
