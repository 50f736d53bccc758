/** Maps that only GDAL reads: Google Earth, GML, ArcGIS, TopoJSON and drawings. */
import { type Seed, textSeed } from './seed.ts';

const KML = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>d</name><Folder><name>Buildings</name>
<Placemark><name>A</name><ExtendedData><Data name="height"><value>9</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing>
<coordinates>4.45,51.907,0 4.4502,51.907,0 4.4502,51.9071,0 4.45,51.9071,0 4.45,51.907,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark><name>B</name><MultiGeometry><Point><coordinates>4.45,51.907</coordinates></Point></MultiGeometry></Placemark>
</Folder></Document></kml>`;

const GML = `<?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">
<gml:featureMember><ogr:building fid="b.1"><ogr:geometryProperty><gml:Polygon srsName="EPSG:28992"><gml:outerBoundaryIs><gml:LinearRing>
<gml:coordinates>92000,435000 92010,435000 92010,435010 92000,435010 92000,435000</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>
</ogr:geometryProperty><ogr:storeys>3</ogr:storeys></ogr:building></gml:featureMember></ogr:FeatureCollection>`;

const RING = [
  [92_000, 435_000],
  [92_000, 435_010],
  [92_010, 435_010],
  [92_010, 435_000],
  [92_000, 435_000],
];

const ESRI = JSON.stringify({
  geometryType: 'esriGeometryPolygon',
  spatialReference: { wkid: 28992 },
  fields: [{ name: 'floors', type: 'esriFieldTypeInteger' }],
  features: [{ attributes: { floors: 2 }, geometry: { rings: [RING] } }],
});

const TOPOLOGY = JSON.stringify({
  type: 'Topology',
  transform: { scale: [0.0001, 0.0001], translate: [4.45, 51.9] },
  objects: { houses: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', arcs: [[0]], properties: { building: 'house' } }] } },
  arcs: [
    [
      [0, 0],
      [2, 0],
      [0, 2],
      [-2, 0],
      [0, -2],
    ],
  ],
});

const corners = RING.slice(0, 4).map(([x, y]) => `10\n${x}\n20\n${y}\n`);
const DXF = `0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n8\nBUILDINGS\n90\n4\n70\n1\n${corners.join('')}0\nENDSEC\n0\nEOF\n`;

export function otherMapSeeds(): readonly Seed[] {
  return [
    textSeed('map.kml', 'xml', KML, 2),
    textSeed('map.gml', 'xml', GML, 2),
    textSeed('esri.json', 'json', ESRI),
    textSeed('topology.json', 'json', TOPOLOGY),
    textSeed('drawing.dxf', 'text', DXF),
  ];
}
