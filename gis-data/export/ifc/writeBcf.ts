/** Findings as an issue list that BIM programs open: BIM Collaboration Format 2.1 of buildingSMART. */
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { Issue } from '#models/core/issue.ts';
import { isIfcGuid, uuidOf } from './ifcGuid.ts';

export interface BcfOptions {
  /** When the list is made, ISO 8601: `2026-01-31T12:00:00Z`. */
  readonly date: string;
  /** Who made it. */
  readonly author: string;
  /** File the findings are about. */
  readonly fileName: string;
  /** Title and description of a finding in the person's language; the finding's English text where absent. */
  readonly textOf?: (issue: Issue) => Pick<Issue, 'message' | 'action'>;
}

const TYPE: Readonly<Record<Issue['severity'], string>> = { error: 'Error', warning: 'Warning', info: 'Remark' };
const PRIORITY: Readonly<Record<Issue['severity'], string>> = { error: 'Major', warning: 'Normal', info: 'Minor' };
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * One topic per finding; where the finding names an IFC object, a viewpoint that selects it.
 * @returns bytes of a `.bcfzip`; the same findings and options give the same bytes
 */
export function writeBcf(issues: readonly Issue[], options: BcfOptions): Uint8Array {
  const files: Zippable = {
    'bcf.version': strToU8(
      `${HEAD}<Version VersionId="2.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="version.xsd">\n  <DetailedVersion>2.1</DetailedVersion>\n</Version>\n`,
    ),
  };
  issues.forEach((issue, index) => {
    const key = `${options.fileName}|${index}|${issue.code}|${issue.objectId ?? ''}`;
    const guid = uuidOf(key);
    const selects = issue.objectId !== null && isIfcGuid(issue.objectId) ? issue.objectId : null;
    const viewpoint = selects === null ? null : uuidOf(`${key}|viewpoint`);
    files[`${guid}/markup.bcf`] = strToU8(markup(issue, index, guid, viewpoint, options));
    if (selects !== null && viewpoint !== null) files[`${guid}/viewpoint.bcfv`] = strToU8(viewpointOf(viewpoint, selects));
  });
  // Archives keep years from 1980; a fixed time keeps the bytes equal.
  return zipSync(files, { mtime: '1980-01-01T12:00:00' });
}

function markup(issue: Issue, index: number, guid: string, viewpoint: string | null, options: BcfOptions): string {
  const { message, action } = options.textOf?.(issue) ?? issue;
  const about = issue.objectId === null || viewpoint !== null ? '' : ` (${issue.objectId})`;
  const count = issue.count === undefined ? '' : ` (${issue.count} x)`;
  return [
    `${HEAD}<Markup xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="markup.xsd">`,
    '  <Header>',
    '    <File isExternal="true">',
    `      <Filename>${escaped(options.fileName)}</Filename>`,
    '    </File>',
    '  </Header>',
    `  <Topic Guid="${guid}" TopicType="${TYPE[issue.severity]}" TopicStatus="Open">`,
    `    <Title>${escaped(message + about + count)}</Title>`,
    `    <Priority>${PRIORITY[issue.severity]}</Priority>`,
    `    <Index>${index + 1}</Index>`,
    `    <Labels>${escaped(issue.code)}</Labels>`,
    `    <CreationDate>${escaped(options.date)}</CreationDate>`,
    `    <CreationAuthor>${escaped(options.author)}</CreationAuthor>`,
    `    <Description>${escaped(action)}</Description>`,
    '  </Topic>',
    ...(viewpoint === null ? [] : [`  <Viewpoints Guid="${viewpoint}">`, '    <Viewpoint>viewpoint.bcfv</Viewpoint>', '  </Viewpoints>']),
    '</Markup>',
    '',
  ].join('\n');
}

function viewpointOf(guid: string, object: string): string {
  return [
    `${HEAD}<VisualizationInfo Guid="${guid}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="visinfo.xsd">`,
    '  <Components>',
    '    <Selection>',
    `      <Component IfcGuid="${object}" />`,
    '    </Selection>',
    '    <Visibility DefaultVisibility="true" />',
    '  </Components>',
    '</VisualizationInfo>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for XML: its five characters as entities, and no character that XML 1.0 forbids. */
function escaped(text: string): string {
  const allowed = [...text].filter((char) => {
    const code = char.codePointAt(0) ?? 0;
    return (
      code === 9 || code === 10 || code === 13 || (code >= 32 && code !== 0xfffe && code !== 0xffff && !(code >= 0xd800 && code <= 0xdfff))
    );
  });
  return allowed.join('').replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
