import { InputError } from '#models/core/errors.ts';

const MESSAGES = {
  header: 'The header of the PVGIS file has no usable place',
  columns: 'The PVGIS file lacks quantities that are needed',
  series: 'The PVGIS file is a series for one inclined plane, not a typical year; it lacks',
  json: 'The PVGIS file is damaged or incomplete',
} as const;

/** What keeps a PVGIS file from being read as a whole. */
export function pvgisError(what: keyof typeof MESSAGES, fileName: string, list = ''): InputError {
  return new InputError({
    code: 'pvgis.structure',
    message: `${MESSAGES[what]}${list === '' ? '' : `: ${list}`}.`,
    where: fileName,
    mend: 'Download the typical meteorological year (TMY) as CSV or JSON.',
    values: { what, list },
  });
}
