/** The desktop program's own arguments. */

/**
 * The project file the system asks to open, as given, or null.
 * @param argv whole argument list, the executable included
 * @param isPackaged false in development, where the second entry is the program's folder
 */
export function projectInArguments(argv: readonly string[], isPackaged: boolean): string | null {
  const own = argv.slice(isPackaged ? 1 : 2);
  // Switches belong to Chromium, and nothing after `--` may be read as one.
  const end = own.indexOf('--');
  const plain =
    end < 0
      ? own.filter((word) => !word.startsWith('-'))
      : [...own.slice(0, end).filter((word) => !word.startsWith('-')), ...own.slice(end + 1)];
  return plain.find((word) => word.toLowerCase().endsWith('.commonwatt')) ?? null;
}

/** The folder that `--data=<folder>` names, or undefined. */
export function dataFolderInArguments(argv: readonly string[]): string | undefined {
  const prefix = '--data=';
  return argv.find((word) => word.startsWith(prefix) && word.length > prefix.length)?.slice(prefix.length);
}
