/** CityJSON as CityGML, so that tests can hold the two readers against each other. */
import { isObject, items, type Json, type JsonObject, stringOf } from '../../cityjson/structure.ts';

export type CityGmlVersion = '1.0' | '2.0' | '3.0';

export interface CityGmlOptions {
  readonly version: CityGmlVersion;
  readonly srsName: string;
  /** Writes the northing first. */
  readonly northingFirst?: boolean;
  /** Positions one by one instead of lists. */
  readonly singlePositions?: boolean;
}

const SEMANTICS_WITH_SURFACES = /^(Wall|Roof|Ground|OuterCeiling|OuterFloor|Closure)Surface$/;
const SURROUNDINGS: Readonly<Record<string, readonly [module: string, version3: string]>> = {
  PlantCover: ['vegetation', 'PlantCover'],
  WaterBody: ['waterbody', 'WaterBody'],
  Road: ['transportation', 'Road'],
  TransportSquare: ['transportation', 'Square'],
  LandUse: ['landuse', 'LandUse'],
};

/** Namespaces of a version: core and the modules that are written. */
function namespaces(version: CityGmlVersion): string {
  const of = (module: string) => `xmlns:${PREFIXES[module]}="http://www.opengis.net/citygml/${module}/${version}"`;
  const modules = [
    'building',
    'generics',
    'vegetation',
    'waterbody',
    'transportation',
    'landuse',
    ...(version === '3.0' ? ['construction'] : []),
  ];
  const gml = version === '3.0' ? 'http://www.opengis.net/gml/3.2' : 'http://www.opengis.net/gml';
  const core = `xmlns:core="http://www.opengis.net/citygml/${version}"`;
  return [core, ...modules.map(of), `xmlns:gml="${gml}"`, 'xmlns:xlink="http://www.w3.org/1999/xlink"'].join(' ');
}

const PREFIXES: Readonly<Record<string, string>> = {
  building: 'bldg',
  generics: 'gen',
  vegetation: 'veg',
  waterbody: 'wtr',
  transportation: 'tran',
  landuse: 'luse',
  construction: 'con',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Ids must be names in XML. */
function idOf(text: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(text)
    ? text
    : `id_${[...text].map((character) => (/[\w.-]/.test(character) ? character : '_')).join('')}`;
}

/** Writes the objects of a CityJSON 2.0 document with quantised vertices. */
export function writeCityGml(document: JsonObject, options: CityGmlOptions): string {
  return [...cityGmlParts(document, options)].join('');
}

/** As {@link writeCityGml}, member by member. */
export function* cityGmlParts(document: JsonObject, options: CityGmlOptions): Generator<string> {
  const { version } = options;
  const objects = isObject(document.CityObjects) ? document.CityObjects : {};
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<core:CityModel ${namespaces(version)}>\n`;
  yield `<gml:boundedBy><gml:Envelope srsName="${options.srsName}" srsDimension="3"><gml:lowerCorner>0 0 0</gml:lowerCorner><gml:upperCorner>1 1 1</gml:upperCorner></gml:Envelope></gml:boundedBy>\n`;
  const writer = new Writer(document, options, objects);
  for (const id of Object.keys(objects)) {
    const object = objects[id];
    if (!isObject(object) || object.parents !== undefined) continue;
    const xml = writer.object(id, object);
    if (xml !== '') yield `<core:cityObjectMember>${xml}</core:cityObjectMember>\n`;
  }
  yield '</core:CityModel>\n';
}

class Writer {
  readonly #options: CityGmlOptions;
  readonly #objects: JsonObject;
  readonly #vertices: readonly Json[];
  readonly #scale: readonly number[];
  readonly #translate: readonly number[];
  #polygons = 0;

  constructor(document: JsonObject, options: CityGmlOptions, objects: JsonObject) {
    this.#options = options;
    this.#objects = objects;
    this.#vertices = items(document.vertices);
    const transform = isObject(document.transform) ? document.transform : {};
    this.#scale = items(transform.scale).map(Number);
    this.#translate = items(transform.translate).map(Number);
  }

  get #is3(): boolean {
    return this.#options.version === '3.0';
  }

  object(id: string, object: JsonObject): string {
    const type = stringOf(object.type) ?? '';
    if (type === 'Building' || type === 'BuildingPart') return this.#building(id, object, type);
    const other = SURROUNDINGS[type];
    if (!other) return '';
    const [module, name3] = other;
    const prefix = PREFIXES[module];
    const name = type === 'TransportSquare' ? 'Square' : this.#is3 ? name3 : type;
    const attributes = isObject(object.attributes) ? object.attributes : {};
    const use = stringOf(attributes.function);
    const surfaces = items(object.geometry)
      .filter(isObject)
      .flatMap((geometry) => items(geometry.boundaries));
    const own = this.#is3 ? 'core' : prefix;
    return [
      `<${prefix}:${name} gml:id="${idOf(id)}">`,
      use === undefined ? '' : `<${prefix}:function>${escaped(use)}</${prefix}:function>`,
      `<${own}:lod1MultiSurface><gml:MultiSurface>${surfaces.map((surface) => this.#member(this.#polygon(surface, null))).join('')}</gml:MultiSurface></${own}:lod1MultiSurface>`,
      `</${prefix}:${name}>`,
    ].join('');
  }

  #building(id: string, object: JsonObject, type: string): string {
    const parts = items(object.children).filter((child) => typeof child === 'string');
    const partProperty = this.#is3 ? 'buildingPart' : 'consistsOfBuildingPart';
    return [
      `<bldg:${type} gml:id="${idOf(id)}">`,
      this.#attributes(isObject(object.attributes) ? object.attributes : {}),
      ...items(object.geometry)
        .filter(isObject)
        .map((geometry) => this.#geometry(geometry)),
      ...parts.map((part) => {
        const child = this.#objects[part];
        return isObject(child) ? `<bldg:${partProperty}>${this.object(part, child)}</bldg:${partProperty}>` : '';
      }),
      `</bldg:${type}>`,
    ].join('');
  }

  #attributes(attributes: JsonObject): string {
    const plain: string[] = [];
    const generic: string[] = [];
    for (const name of Object.keys(attributes)) {
      const value = attributes[name];
      if (value === null || value === undefined || typeof value === 'object') continue;
      const text = escaped(String(value));
      if (name === 'name') plain.unshift(`<gml:name>${text}</gml:name>`);
      else if (name === 'measuredHeight' && this.#is3)
        plain.push(
          `<con:height><con:Height><con:status>measured</con:status><con:value uom="m">${text}</con:value></con:Height></con:height>`,
        );
      else if (name === 'measuredHeight') plain.push(`<bldg:measuredHeight uom="m">${text}</bldg:measuredHeight>`);
      else if (['function', 'storeysAboveGround', 'roofType', 'usage', 'class'].includes(name))
        plain.push(`<bldg:${name}>${text}</bldg:${name}>`);
      else if (name === 'yearOfConstruction' && !this.#is3) plain.push(`<bldg:yearOfConstruction>${text}</bldg:yearOfConstruction>`);
      else generic.push(this.#generic(name, typeof value, text));
    }
    return [...plain, ...generic].join('');
  }

  #generic(name: string, type: string, text: string): string {
    const kind = type === 'number' ? 'double' : 'string';
    if (!this.#is3) return `<gen:${kind}Attribute name="${escaped(name)}"><gen:value>${text}</gen:value></gen:${kind}Attribute>`;
    const element = type === 'number' ? 'DoubleAttribute' : 'StringAttribute';
    return `<core:genericAttribute><gen:${element}><gen:name>${escaped(name)}</gen:name><gen:value>${text}</gen:value></gen:${element}></core:genericAttribute>`;
  }

  /** Boundary surfaces hold the polygons; the solid refers to them. */
  #geometry(geometry: JsonObject): string {
    const lod = stringOf(geometry.lod)?.[0] ?? '2';
    const isSolid = geometry.type === 'Solid';
    const surfaces = isSolid ? items(items(geometry.boundaries)[0]) : items(geometry.boundaries);
    const semantics = isObject(geometry.semantics) ? geometry.semantics : {};
    const values = isSolid ? items(items(semantics.values)[0]) : items(semantics.values);
    const types = items(semantics.surfaces).map((surface) => (isObject(surface) ? stringOf(surface.type) : undefined));
    const geometryPrefix = this.#is3 ? 'core' : 'bldg';
    const surfacePrefix = this.#is3 ? 'con' : 'bldg';
    const property = this.#is3 ? 'core:boundary' : 'bldg:boundedBy';
    const references: string[] = [];
    const bare: string[] = [];
    const themed = surfaces.map((surface, index) => {
      const type = types[Number(values[index])];
      const id = `poly_${++this.#polygons}`;
      if (type === undefined || !SEMANTICS_WITH_SURFACES.test(type)) {
        bare.push(this.#member(this.#polygon(surface, id)));
        return '';
      }
      references.push(`<gml:surfaceMember xlink:href="#${id}"/>`);
      const multi = `<gml:MultiSurface>${this.#member(this.#polygon(surface, id))}</gml:MultiSurface>`;
      return `<${property}><${surfacePrefix}:${type}><${geometryPrefix}:lod${lod}MultiSurface>${multi}</${geometryPrefix}:lod${lod}MultiSurface></${surfacePrefix}:${type}></${property}>`;
    });
    const members = [...references, ...bare].join('');
    const whole = isSolid
      ? `<${geometryPrefix}:lod${lod}Solid><gml:Solid><gml:exterior><gml:CompositeSurface>${members}</gml:CompositeSurface></gml:exterior></gml:Solid></${geometryPrefix}:lod${lod}Solid>`
      : bare.length > 0
        ? `<${geometryPrefix}:lod${lod}MultiSurface><gml:MultiSurface>${bare.join('')}</gml:MultiSurface></${geometryPrefix}:lod${lod}MultiSurface>`
        : '';
    return `${whole}${themed.join('')}`;
  }

  #member(polygon: string): string {
    return `<gml:surfaceMember>${polygon}</gml:surfaceMember>`;
  }

  #polygon(surface: Json | undefined, id: string | null): string {
    const rings = items(surface).map((ring) => `<gml:LinearRing>${this.#ring(items(ring))}</gml:LinearRing>`);
    const [exterior, ...holes] = rings;
    const inner = holes.map((hole) => `<gml:interior>${hole}</gml:interior>`).join('');
    return `<gml:Polygon${id === null ? '' : ` gml:id="${id}"`}><gml:exterior>${exterior ?? ''}</gml:exterior>${inner}</gml:Polygon>`;
  }

  #ring(ring: readonly Json[]): string {
    const closed = [...ring, ring[0]!].map((index) => this.#position(Number(index)));
    if (this.#options.singlePositions) return closed.map((position) => `<gml:pos>${position}</gml:pos>`).join('');
    return `<gml:posList srsDimension="3">${closed.join(' ')}</gml:posList>`;
  }

  #position(index: number): string {
    const vertex = items(this.#vertices[index]).map(Number);
    const [x, y, z] = vertex.map((value, axis) => value * (this.#scale[axis] ?? 1) + (this.#translate[axis] ?? 0));
    return this.#options.northingFirst ? `${y} ${x} ${z}` : `${x} ${y} ${z}`;
  }
}
