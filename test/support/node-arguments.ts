/** Node's arguments before a program of the project, as its npm script runs it. */
export const nodeArguments = ['--import', 'tsx', '--import', './src/packages/load-as-they-are.mjs'] as const;
