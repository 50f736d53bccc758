/** OpenStreetMap XML (API 0.6): nodes, ways and relations as a stream. */
import { attributeOf, parseXml, type XmlOptions } from '../xml.ts';
import { OsmCollector, type OsmMember, TagList } from './osmData.ts';

/** Objects that were complete when the reading ended. */
export interface OsmXmlResult {
  readonly collector: OsmCollector;
  readonly elementCount: number;
  /** What stopped the reading, if anything did. */
  readonly fault: unknown;
}

/** Reads what can be read; a fault of the text ends the reading and is handed back. */
export function parseOsmXml(fileName: string, bytes: Uint8Array, options: XmlOptions): OsmXmlResult {
  const collector = new OsmCollector();
  const tags = new TagList();
  let refs: number[] = [];
  let members: OsmMember[] = [];
  let id = Number.NaN;
  let lon = Number.NaN;
  let lat = Number.NaN;
  let isDeleted = false;
  let elementCount = 0;
  let fault: unknown;
  const idIn = (text: string | undefined) => (text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN);
  try {
    parseXml(
      fileName,
      bytes,
      {
        open(tag) {
          switch (tag.local) {
            case 'osm':
              collector.version = attributeOf(tag, 'version');
              collector.attribution = attributeOf(tag, 'attribution') ?? attributeOf(tag, 'copyright');
              break;
            case 'node':
            case 'way':
            case 'relation':
              id = idIn(attributeOf(tag, 'id'));
              isDeleted = attributeOf(tag, 'visible') === 'false' || attributeOf(tag, 'action') === 'delete';
              if (tag.local !== 'node') break;
              lon = numberIn(attributeOf(tag, 'lon'));
              lat = numberIn(attributeOf(tag, 'lat'));
              break;
            case 'tag':
              tags.add(attributeOf(tag, 'k'), attributeOf(tag, 'v'));
              break;
            case 'nd':
              refs.push(idIn(attributeOf(tag, 'ref')));
              break;
            case 'member':
              members.push({
                type: attributeOf(tag, 'type') ?? '',
                ref: idIn(attributeOf(tag, 'ref')),
                role: attributeOf(tag, 'role') ?? '',
              });
              break;
            case 'remark':
              break;
          }
        },
        text(text) {
          if (/\bruntime error\b/i.test(text)) collector.remark ??= text.trim().slice(0, 300);
        },
        close(tag) {
          const isElement = tag.local === 'node' || tag.local === 'way' || tag.local === 'relation';
          if (!isElement) return;
          const own = tags.take();
          if (!isDeleted && !Number.isNaN(id)) {
            elementCount++;
            if (tag.local === 'node') collector.node(id, lon, lat, own);
            else if (tag.local === 'way') collector.way(id, own, refs, null);
            else collector.relation(id, own, members);
          }
          refs = [];
          members = [];
        },
      },
      options,
    );
  } catch (error) {
    fault = error;
  }
  return { collector, elementCount, fault };
}

function numberIn(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}
