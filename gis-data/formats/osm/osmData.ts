/** Nodes, ways and relations of OpenStreetMap, from XML or from an Overpass answer. */

export type Tags = Readonly<Record<string, string>>;

export interface OsmNode {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags: Tags;
}

export interface OsmWay {
  readonly id: number;
  readonly tags: Tags;
  /** Longitude, latitude pairs; only of nodes that the file has. */
  readonly points: readonly number[];
  /** Nodes that the file does not have. */
  readonly missing: number;
}

export interface OsmMember {
  readonly type: string;
  readonly ref: number;
  readonly role: string;
}

export interface OsmRelation {
  readonly id: number;
  readonly tags: Tags;
  readonly members: readonly OsmMember[];
}

export interface OsmData {
  readonly nodeCount: number;
  readonly version: string | undefined;
  readonly attribution: string | undefined;
  /** Nodes with tags. */
  readonly nodes: readonly OsmNode[];
  readonly ways: ReadonlyMap<number, OsmWay>;
  readonly relations: readonly OsmRelation[];
  /** What the server said about an answer that is not complete. */
  readonly remark: string | undefined;
}

/** Values longer than what the map's database allows are cut [characters]. */
const LONGEST_VALUE = 255 * 8;
const MOST_TAGS = 500;

interface OpenWay {
  tags: Tags;
  refs: readonly number[];
  points: readonly number[] | null;
}

/** Takes elements in any order; ways get their places when all nodes are known. */
export class OsmCollector {
  readonly #index = new Map<number, number>();
  readonly #lonLat: number[] = [];
  readonly #nodes: OsmNode[] = [];
  readonly #ways = new Map<number, OpenWay>();
  readonly #relations = new Map<number, OsmRelation>();
  version: string | undefined;
  attribution: string | undefined;
  remark: string | undefined;

  /** @returns whether the position can be used */
  node(id: number, lon: number, lat: number, tags: Tags): boolean {
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return false;
    const known = this.#index.has(id);
    if (!known) this.#index.set(id, this.#lonLat.push(lon, lat) / 2 - 1);
    if (Object.keys(tags).length > 0) this.#nodes.push({ id, lon, lat, tags });
    return true;
  }

  /**
   * @param refs ids of the nodes
   * @param points longitude, latitude pairs where the file gives them in place; NaN pairs are missing ones
   */
  way(id: number, tags: Tags, refs: readonly number[], points: readonly number[] | null): void {
    const known = this.#ways.get(id);
    if (!known) {
      this.#ways.set(id, { tags, refs, points });
      return;
    }
    // Overpass names a way twice: with tags, and again as the member of a relation.
    if (Object.keys(known.tags).length === 0) known.tags = tags;
    if (known.refs.length === 0) known.refs = refs;
    known.points ??= points;
  }

  relation(id: number, tags: Tags, members: readonly OsmMember[]): void {
    if (!this.#relations.has(id)) this.#relations.set(id, { id, tags, members });
  }

  finish(): OsmData {
    const ways = new Map<number, OsmWay>();
    for (const [id, way] of this.#ways) ways.set(id, { id, tags: way.tags, ...this.#placed(way) });
    return {
      nodeCount: this.#index.size,
      version: this.version,
      attribution: this.attribution,
      nodes: this.#nodes,
      ways,
      relations: [...this.#relations.values()],
      remark: this.remark,
    };
  }

  #placed({ refs, points }: OpenWay): Pick<OsmWay, 'points' | 'missing'> {
    if (points) {
      const present: number[] = [];
      for (let i = 0; i + 1 < points.length; i += 2)
        if (!Number.isNaN(points[i]! + points[i + 1]!)) present.push(points[i]!, points[i + 1]!);
      return { points: present, missing: (points.length - present.length) / 2 };
    }
    const found: number[] = [];
    let missing = 0;
    for (const ref of refs) {
      const at = this.#index.get(ref);
      if (at === undefined) missing++;
      else found.push(this.#lonLat[at * 2]!, this.#lonLat[at * 2 + 1]!);
    }
    return { points: found, missing };
  }
}

/** Collects the tags of one element. */
export class TagList {
  #tags: Record<string, string> = {};
  #count = 0;

  add(key: string | undefined, value: string | undefined): void {
    if (key === undefined || value === undefined || key === '__proto__' || ++this.#count > MOST_TAGS) return;
    this.#tags[key] = value.slice(0, LONGEST_VALUE);
  }

  take(): Tags {
    const tags = this.#tags;
    this.#tags = {};
    this.#count = 0;
    return tags;
  }
}

export function isClosed(points: readonly number[]): boolean {
  const last = points.length - 2;
  return last >= 6 && points[0] === points[last] && points[1] === points[last + 1];
}
