/** Findings of readers in German. */
import type { findingsEn } from './findingsEn.ts';

export const findingsDe: Readonly<Record<keyof typeof findingsEn, string>> = {
  'finding.101':
    '{what, select, ring {Ein Umriss hat weniger als drei verschiedene Punkte.} hole {Ein Loch in einer Fläche hat weniger als drei verschiedene Punkte.} other {Eine Fläche hat keinen Umriss.}}',
  'finding.101.action': '{what, select, hole {Das Loch wurde weggelassen.} other {Die Fläche wurde weggelassen.}}',
  'finding.102': 'Ein Umriss nennt denselben Punkt zweimal.',
  'finding.102.action': 'Der doppelte Punkt wurde zusammengelegt.',
  'finding.103': 'Ein Ring endet nicht, wo er begann.',
  'finding.103.action': 'Geschlossen.',
  'finding.104': '{what, select, touches {Ein Umriss berührt sich selbst in einem Punkt.} other {Ein Umriss kreuzt sich selbst.}}',
  'finding.104.action':
    '{what, select, touches {Behalten; die Größe stimmt.} zero {Die Größe hebt sich auf: Die Fläche wurde weggelassen.} other {Behalten; die Größe ist nur ein Anhalt.}}',
  'finding.203': 'Eine Fläche ist nicht eben: Eine Ecke liegt mehr als {limit_m, number} m neben ihrer Ebene.',
  'finding.203.action': 'Behalten; Größe und Richtung sind die der mittleren Ebene.',
  'finding.208': 'Ein Loch läuft in derselben Richtung wie der Umriss darum.',
  'finding.208.action': 'Das Loch wurde umgedreht.',
  'finding.302': 'Die Flächen eines Gebäudes bilden keine geschlossene Hülle.',
  'finding.302.action': 'Geladen; der Rauminhalt ist nur ein Anhalt.',
  'finding.307': '{what, select, roof {Eine Dachfläche schaut nach unten.} other {Eine Bodenfläche schaut nach oben.}}',
  'finding.307.action': 'Umgedreht, denn die Datei sagt, was für eine Fläche es ist.',
  'finding.405': 'Die Hülle ist umgestülpt: Ihre Flächen schauen nach innen.',
  'finding.405.action': 'Umgedreht.',
  'finding.901':
    '{what, select, object {Das Objekt hat keinen lesbaren Inhalt.} line {Zeile {line, number} ist kein Objekt einer CityJSON-Folge.} coordinate {Eine Koordinate ist keine Zahl.} position {Eine Fläche nutzt die Ecke {vertex}, die keine gültige Lage hat.} vertex {Eine Fläche nutzt die Ecke {vertex}; die Datei hat {count, number}.} other {Eine eingesetzte Vorlage hat keine gültige Matrix oder keinen Ort.}}',
  'finding.901.action':
    '{what, select, object {Das Objekt wurde weggelassen.} line {Die Zeile wurde weggelassen.} instance {Die Vorlage wurde hier weggelassen.} other {Die Fläche wurde weggelassen.}}',
  'finding.902': '{what, select, empty {Die Form hat keine Fläche: Ihre Liste ist leer.} other {Das Objekt hat keine Flächen.}}',
  'finding.902.action': 'Es gibt nichts zu zeichnen; die Angaben zum Objekt bleiben.',
  'finding.scenario.unknownBuilding': 'Im Quartier gibt es kein Gebäude mit dieser Kennung.',
  'finding.scenario.unknownBuilding.action': 'Die Maßnahme wurde weggelassen.',
  'finding.scenario.noDemand': 'Das Objekt wurde entfernt oder ist von unbekannter Art: es hat keinen Energiebedarf.',
  'finding.scenario.noDemand.action': 'Die Maßnahme wurde weggelassen.',
  'finding.scenario.unknownFace': 'Das Gebäude hat keine Fläche {face}; es hat {faces, number} Flächen.',
  'finding.scenario.unknownFace.action': 'Die Fläche wurde in der Maßnahme weggelassen.',
  'finding.scenario.wrongFace': 'Fläche {face} ist von anderer Art ({kind}).',
  'finding.scenario.wrongFace.action': 'Die Fläche wurde in der Maßnahme weggelassen.',
  'finding.scenario.noOuterFace': 'Fläche {face} grenzt nicht an Außenluft.',
  'finding.scenario.noOuterFace.action': 'Die Fläche wurde in der Maßnahme weggelassen.',
  'finding.scenario.batteryWithoutPv': 'Eine Batterie mit {capacity_kWh, number} kWh steht an einem Gebäude ohne Solarmodule.',
  'finding.scenario.batteryWithoutPv.action':
    'Sie wird nur mit Solarüberschuss geladen und bleibt deshalb leer. Fügen Sie dem Gebäude Solarmodule hinzu.',
  'finding.scenario.overfullFace': 'Solarmodule mehrerer Maßnahmen bedecken {percent, number} % einer Fläche.',
  'finding.scenario.overfullFace.action': 'Wie verlangt gerechnet; senken Sie die Belegung in einer der Maßnahmen.',
  'finding.scenario.chargingShort':
    'Die Ladepunkte können {missing_kWh, number} kWh des Jahres nicht in den Stunden abgeben, in denen Autos dort stehen.',
  'finding.scenario.chargingShort.action': 'Gerechnet wurde, was sie abgeben können. Fügen Sie Ladepunkte oder Leistung hinzu.',
  'finding.attribute.missing': 'Die Angabe „{attribute}“ enthält den Text „NaN“ (keine Zahl).',
  'finding.attribute.missing.action': 'Als fehlend gelesen, nicht als null.',
  'finding.building.noGround': 'Das Gebäude hat keine Bodenfläche.',
  'finding.building.noGround.action': 'Der Grundriss ist aus dem Dach geschätzt und so gekennzeichnet.',
  'finding.cityjson.duplicateId': 'Dieselbe Kennung kommt zweimal vor.',
  'finding.cityjson.duplicateId.action': 'Das zweite Objekt heißt hier „{newId}“.',
  'finding.cityjson.ignored': 'Die Datei enthält auch andere Objekte: {list}.',
  'finding.cityjson.ignored.action': 'Weggelassen: Nur Gebäude und die Flächen um sie werden gelesen.',
  'finding.cityjson.surroundings': 'Um die Gebäude enthält die Datei: {list}.',
  'finding.cityjson.surroundings.action': 'Als Umgebung gezeigt; kein Ergebnis hängt davon ab.',
  'finding.cityjson.lod': 'Der Detailgrad ist die Zahl {lod}, kein Text.',
  'finding.cityjson.lod.action': 'Als „{lod}“ gelesen.',
  'finding.cityjson.lodMissing': 'Das Objekt hat keinen Detailgrad {wanted}.',
  'finding.cityjson.lodMissing.action': 'Der Detailgrad „{taken}“ wurde genommen.',
  'finding.cityjson.parent': 'Das Objekt, zu dem es gehört („{parent}“), ist nicht in der Datei.',
  'finding.cityjson.parent.action': 'Als eigenes Gebäude gezeigt.',
  'finding.cityjson.treatedAs': 'In der Datei heißt das „{type}“; diese Art ist nicht bekannt.',
  'finding.cityjson.treatedAs.action': 'Als Gebäude gelesen, wie Sie gesagt haben.',
  'finding.cityjson.type':
    '{what, select, none {Das Objekt hat keine Art.} other {In der Datei heißt das „{type}“; diese Art ist nicht bekannt.}}',
  'finding.cityjson.type.action': 'Als Objekt unbekannter Art gezeichnet und nicht simuliert. Sagen Sie, ob es ein Gebäude ist.',
  'finding.cityjson.version': 'Die Datei nennt sich CityJSON {version}; bekannt sind 1.0, 1.1 und 2.0.',
  'finding.cityjson.version.action': 'Als Fassung 2.0 gelesen.',
  'finding.vector.feature':
    '{what, select, shape {Eine Form ist von hier nicht bekannter Art ({type}).} coordinates {Eine Form hat Koordinaten, die keine Zahlen sind.} geometry {Der Eintrag hat keine Form.} record {Der Eintrag {number} ist nicht lesbar.} table {Die Tabelle der Angaben (.dbf) ist nicht lesbar.} other {Ein Teil des Eintrags ist nicht lesbar.}}',
  'finding.vector.feature.action': 'Weggelassen; der Rest wurde gelesen.',
  'finding.vector.numberText': 'Koordinaten sind als Text geschrieben, nicht als Zahlen.',
  'finding.vector.numberText.action': 'Gelesen als die Zahlen, die dort stehen.',
  'finding.vector.nan': 'Die Datei schreibt {count, plural, one {einmal} other {#-mal}} NaN (keine Zahl), wo eine Zahl hingehört.',
  'finding.vector.nan.action': 'Als fehlend gelesen, nicht als null.',
  'finding.vector.layers': 'Die Datei enthält mehrere Ebenen; Gebäude wurden aus „{taken}“ genommen.',
  'finding.vector.layers.action': 'Nicht als Gebäude gelesen: {list}.',
  'finding.vector.encoding': 'Die Datei sagt nicht, wie ihre Buchstaben geschrieben sind (angenommen: {encoding}).',
  'finding.vector.encoding.action': 'Namen mit Umlauten oder Akzenten können falsch aussehen; legen Sie die Datei .cpg ins Archiv.',
  'finding.vector.projection': 'Das Koordinatensystem ist beschrieben, hat aber keine Nummer: „{named}“.',
  'finding.vector.projection.action': 'Gelesen als {reference}, das dieselbe Festlegung hat.',
  'finding.vector.crsDiffers': 'Die Ebene „{layer}“ hat ein anderes Koordinatensystem als die Gebäude.',
  'finding.vector.crsDiffers.action': 'Weggelassen.',
  'finding.outline.height':
    '{what, select, stated {Bei {count, plural, one {# Gebäude} other {# Gebäuden}} wurde der Umriss auf die Höhe in der Datei gezogen.} inferred {Bei {count, plural, one {# Gebäude} other {# Gebäuden}} folgt die Höhe aus der Zahl der Geschosse.} other {Bei {count, plural, one {# Gebäude} other {# Gebäuden}} nennt die Datei weder Höhe noch Geschosse.}}',
  'finding.outline.height.action':
    '{what, select, stated {Das Volumen ist eine Obergrenze: Dächer sind flach gezeichnet.} inferred {Mit flachem Dach gezeichnet; die Höhe ist als abgeleitet gekennzeichnet.} other {Ein Geschoss hoch gezeichnet; die Höhe ist als angenommen gekennzeichnet. Höhen oder Geschosse beheben das.}}',
  'finding.crs.outOfRange':
    '{what, select, object {Das Objekt liegt mehr als 100 km von der Mitte der anderen entfernt.} faces {{count, plural, one {# Fläche reicht} other {# Flächen reichen}} mehr als 100 km von der Mitte der anderen weg.} other {Die Koordinaten (um {x}, {y}) liegen außerhalb des Gebiets von {reference}.}}',
  'finding.crs.outOfRange.action':
    '{what, select, object {Die Form wurde weggelassen, die Angaben bleiben. Berichtigen Sie die Koordinaten in der Datei.} faces {Sie wurden weggelassen. Berichtigen Sie die Koordinaten in der Datei.} swapped {Ohne Ort gezeigt. Die beiden Achsen scheinen vertauscht: Der Rechtswert (oder die Länge) gehört nach vorn.} other {Ohne Ort gezeigt. Wählen Sie das Koordinatensystem, in dem die Zahlen stehen.}}',
  'finding.crs.unknown':
    '{what, select, none {Die Datei nennt kein Koordinatensystem.} other {Das Koordinatensystem „{named}“ ist hier nicht bekannt.}}',
  'finding.crs.unknown.action':
    'Ohne Ort gezeigt, bis Sie eines wählen.{count, plural, =0 {} other { Die Zahlen würden passen zu: {candidates}.}}',
  'finding.crs.verticalUnit': 'Das Koordinatensystem {reference} zählt in Einheiten von {unit_m, number} m.',
  'finding.crs.verticalUnit.action': 'Die Lage wurde in Meter umgerechnet; Höhen wurden als Meter gelesen.',
  'finding.district.empty': 'Die Datei enthält kein Gebäude.',
  'finding.district.empty.action': 'Wählen Sie eine Datei mit Objekten der Art Building.',
  'finding.face.zeroArea': 'Eine Fläche hat keine Größe.',
  'finding.face.zeroArea.action': 'Übergangen.',
  'finding.height.zeroLevel': 'Der Boden liegt auf {level_m, number} m (Mitte aller Gebäude).',
  'finding.height.zeroLevel.action': 'Als Höhe 0 gezeichnet; Höhen in den Angaben bleiben, wie sie sind.',
  'finding.elevation.unread': 'Das Geländemodell in der Datei ist nicht lesbar.',
  'finding.elevation.unread.action': 'Die Gebäude wurden ohne Gelände gelesen.',
  'finding.gdal.closedLines':
    'Die Zeichnung hat keine Flächen, aber {count, plural, one {# geschlossene Linie} other {# geschlossene Linien}}.',
  'finding.gdal.closedLines.action': 'Als Umrisse genommen.',
  'finding.tileset.contextOnly': '3D-Kacheln enthalten Flächen zum Zeichnen, ohne Boden, Wände und Dächer einzelner Gebäude.',
  'finding.tileset.contextOnly.action':
    'Um das Quartier herum gezeigt; nichts davon wird simuliert. Laden Sie Gebäude aus einem Stadtmodell oder einer Karte.',
  'finding.tileset.missing':
    '{count, plural, one {# Datei, die der Kachelsatz nennt, fehlt} other {# Dateien, die der Kachelsatz nennt, fehlen}}, zuerst „{first}“.',
  'finding.tileset.missing.action': 'Das Übrige wird gezeigt.',
  'finding.tileset.outside':
    '{count, plural, one {# Verweis führt} other {# Verweise führen}} aus dem Kachelsatz hinaus, zuerst „{first}“.',
  'finding.tileset.outside.action': 'Nicht verfolgt: Nichts außerhalb der gewählten Dateien wird geladen.',
  'finding.tileset.implicit':
    '{count, plural, one {# Teil des Kachelsatzes folgt} other {# Teile des Kachelsatzes folgen}} einer Regel statt einer Liste (implizite Kachelung).',
  'finding.tileset.implicit.action': 'Nicht gezeigt.',
  'finding.tileset.unplaced': 'Der Kachelsatz sagt nicht, wo auf der Erde er liegt.',
  'finding.tileset.unplaced.action': 'Nicht gezeigt.',
  'finding.elevation.impossible':
    '{count, plural, one {# Zelle des Geländemodells hat eine Höhe} other {# Zellen des Geländemodells haben Höhen}}, die kein Boden hat.',
  'finding.elevation.impossible.action': 'Als unbekannt genommen.',
  'finding.elevation.thinned': 'Das Geländemodell ist feiner als nötig: Je {side, number} mal {side, number} Zellen wurden zu einer.',
  'finding.elevation.thinned.action': 'Ihre mittlere Höhe wird verwendet.',
  'finding.elevation.tiles': '{count, number} von {tiles, number} Kacheln des Geländemodells sind nicht lesbar.',
  'finding.elevation.tiles.action': 'Weggelassen: Dort sind die Höhen unbekannt.',
  'finding.terrain.notUsed':
    '{what, select, unplaced {Das Quartier hat noch keinen Ort auf der Erde.} unknown {Das Koordinatensystem des Geländemodells ist nicht bekannt.} other {Das Geländemodell deckt die Gebäude nicht ab.}}',
  'finding.terrain.notUsed.action':
    '{what, select, unplaced {Das Gelände wurde nicht verwendet. Wählen Sie zuerst das Koordinatensystem des Quartiers.} unknown {Das Gelände wurde nicht verwendet. Wählen Sie das Koordinatensystem, in dem seine Zahlen stehen.} other {Das Gelände wurde nicht verwendet. Wählen Sie eines für diesen Ort.}}',
  'finding.terrain.partly': 'Das Geländemodell hat unter {count, number} von {buildings, number} Gebäuden keine Höhe.',
  'finding.terrain.partly.action': 'Sie stehen auf den Höhen daneben.',
  'finding.terrain.flatBuildings': 'Die Gebäude haben keine Höhe über dem Meer.',
  'finding.terrain.flatBuildings.action': 'Jedes steht auf dem Gelände unter ihm.',
  'finding.terrain.offset':
    'Der Boden der Gebäude liegt {offset_m, number} m über dem Gelände (Mitte aller Gebäude; die Hälfte davon innerhalb von {deviation_m, number} m davon).',
  'finding.terrain.offset.action':
    '{what, select, fits {Sie werden auf dem Gelände stehend gezeichnet.} other {Sie werden auf dem Gelände stehend gezeichnet. Prüfen Sie, ob beide Höhen vom selben Nullpunkt zählen.}}',
  'finding.ifc.conversionUnusable': 'Die Lage des Modells in der Karte (Kartenumrechnung) hat keine brauchbaren Koordinaten.',
  'finding.ifc.conversionUnusable.action': 'Nicht verwendet.',
  'finding.ifc.doubleOffset':
    'Das Modell selbst liegt {distance_km, number} km von seinem Nullpunkt: Seine Zahlen sehen wie Kartenkoordinaten aus.',
  'finding.ifc.doubleOffset.action':
    '{what, select, none {Sie gelten als Kartenkoordinaten, sobald Sie ihr Koordinatensystem wählen.} other {Eine zweite Verschiebung in der Datei würde es wegrücken und wurde nicht angewandt. Wählen Sie das Koordinatensystem, in dem die Zahlen stehen.}}',
  'finding.ifc.entries':
    '{count, plural, one {# Eintrag} other {# Einträge}} der Datei {count, plural, one {ist} other {sind}} nicht lesbar oder {count, plural, one {trägt} other {tragen}} die Nummer eines anderen.',
  'finding.ifc.entries.action': 'Weggelassen.',
  'finding.ifc.externalConflict':
    'Innen oder außen: Datei und Formen widersprechen sich bei {count, plural, one {# Bauteil} other {# Bauteilen}} ({list}).',
  'finding.ifc.externalConflict.action': 'Wände, Fenster und Türen folgen der Datei; Dächer und Böden folgen den Formen.',
  'finding.ifc.geometryIncomplete': 'Nicht alle Formen der Datei ließen sich berechnen.',
  'finding.ifc.geometryIncomplete.action': 'Der Rest bleibt ohne Form. Exportieren Sie die Datei erneut oder in Teilen.',
  'finding.ifc.noShell': 'Es lässt sich keine Außenhülle bilden: Das Gebäude hat weder Räume noch Wände noch Böden mit einer Form.',
  'finding.ifc.noShell.action': 'Seine Eigenschaften bleiben erhalten.',
  'finding.ifc.noUnit': 'Die Datei nennt keine Längeneinheit.',
  'finding.ifc.noUnit.action': 'Meter wurden angenommen.',
  'finding.ifc.placeByConversion': 'Nach den Kartenkoordinaten der Datei gesetzt ({source}, {reference}).',
  'finding.ifc.placeByConversion.action': 'Jede Ecke wurde erst in die Karte und dann auf den Globus gesetzt.',
  'finding.ifc.placeBySite': 'Nach Breite und Länge des Grundstücks gesetzt: {lat_deg, number}, {lon_deg, number}.',
  'finding.ifc.placeBySite.action': 'Solche Angaben liegen oft nur in der Nähe des Gebäudes: Prüfen Sie den Ort.',
  'finding.ifc.scale':
    'Der Maßstab zwischen Modell und Karte {what, select, omitted {fehlt} other {passt nicht zu den Einheiten}}: Längen würden mit {factor, number} malgenommen.',
  'finding.ifc.scale.action': 'Das Modell wurde ohne Maßstab gesetzt.',
  'finding.ifc.shape': 'Die Form des Bauteils lässt sich nicht berechnen.',
  'finding.ifc.shape.action': 'Es hat hier keine Form; seine Eigenschaften bleiben erhalten.',
  'finding.ifc.shell':
    'Die Außenhülle wurde aus den Umrissen von {storeys, plural, one {# Geschoss} other {# Geschossen}} gebildet{roof, select, pitched { und aus den Flächen des Dachs} other {, mit flachem Dach}}.',
  'finding.ifc.shell.action': 'Wände gehen zwischen den Geschosshöhen senkrecht nach oben; Balkone und Brüstungen bleiben weg.',
  'finding.ifc.spacesLeftOut':
    '{count, plural, one {# Raum liegt} other {# Räume liegen}} auf dem Dach oder im Freien: {list} ({area_m2, number} m²).',
  'finding.ifc.spacesLeftOut.action': 'Nicht als Geschossfläche gezählt.',
  'finding.ifc.trueNorth': 'Die Datei sagt nicht, wo Norden ist.',
  'finding.ifc.trueNorth.action': 'Die y-Achse des Modells gilt als Norden: Darauf beruhen die Richtungen der Fassaden.',
  'finding.ifc.truncated': 'Das Gebäudemodell endet mittendrin.',
  'finding.ifc.truncated.action':
    'Was davor stand ({count, plural, one {# Eintrag} other {# Einträge}}), wurde gelesen. Kopieren oder exportieren Sie die Datei erneut.',
  'finding.ifc.uValuesMissing':
    '{what, select, all {Die Datei nennt für keinen der {count, number} Teile der Hülle einen U-Wert (Wärmeverlust je Fläche).} other {Die Datei nennt für {missing, number} von {count, number} Teilen der Hülle keinen U-Wert (Wärmeverlust je Fläche).}}',
  'finding.ifc.uValuesMissing.action':
    'Übliche Werte für {use}, {yearFrom, select, file {gebaut {year}} other {angenommenes Baujahr {year}}}, gelten: Wand {wall, number}, Dach {roof, number}, Bodenplatte {ground, number}, Fenster {window, number} W/(m² K).',
  'finding.json.syntax': 'Zeile {line, number} ist kein gültiges JSON.',
  'finding.json.syntax.action': 'Die Zeile wurde weggelassen. Berichtigen Sie sie oder geben Sie die Datei neu aus.',
  'finding.json.truncated': 'Zeile {line, number} endet mittendrin.',
  'finding.json.truncated.action': 'Die Zeile wurde weggelassen. Kopieren oder laden Sie die Datei noch einmal.',
  'finding.partyWall.published':
    'Für {count, plural, one {# Gebäude} other {# Gebäude}} nennt die Datei die Größe der Wände, die an Nachbarn grenzen ({attribute}).',
  'finding.partyWall.published.action': 'Verwendet; was die Formen nicht erklären, wurde auf die Wände verteilt.',
  'finding.semantics.interior': '{count, plural, one {# Fläche liegt} other {# Flächen liegen}} im Inneren von Gebäuden.',
  'finding.semantics.interior.action': 'Weggelassen.',
  'finding.semantics.invalid':
    'Die Art einer Fläche ist als Nummer {value} angegeben, aber {count, plural, =0 {es ist keine Art} one {nur # Art ist} other {nur # Arten sind}} festgelegt.',
  'finding.semantics.invalid.action': 'Die Fläche blieb; ihre Art folgt aus ihrer Richtung.',
  'finding.semantics.length': 'Die Liste der Arten von Flächen ist länger oder kürzer als die Liste der Flächen.',
  'finding.semantics.length.action': 'Bei Flächen ohne Angabe folgt die Art aus der Richtung.',
  'finding.semantics.missing':
    'Bei {count, plural, one {# Fläche} other {# Flächen}} sagt die Datei nicht, ob es Wand, Dach oder Boden ist.',
  'finding.semantics.missing.action': 'Nach der Richtung bestimmt und als abgeleitet gekennzeichnet.',
  'finding.semantics.type': 'Die Art „{type}“ einer Fläche ist nicht bekannt.',
  'finding.semantics.type.action': 'Ihre Flächen wurden nach der Richtung bestimmt.',
  'finding.surroundings.faces':
    '{count, plural, one {# Fläche der Umgebung hat} other {# Flächen der Umgebung haben}} keinen Inhalt oder {count, plural, one {liegt} other {liegen}} mehr als 100 km von den Gebäuden.',
  'finding.surroundings.faces.action': 'Weggelassen.',
  'finding.vertices.unused': '{unused, number} von {count, number} Ecken nutzt nichts, was gelesen wird.',
  'finding.vertices.unused.action': 'Übergangen.',

  'finding.citygml.openings':
    'Die Datei enthält {windows, plural, one {# Fenster} other {# Fenster}} und {doors, plural, one {# Tür} other {# Türen}}.',
  'finding.citygml.openings.action': 'Ihre Flächen zählen zu den Wänden; die Fensterflächen der Rechnung folgen aus Nutzung und Baujahr.',
  'finding.citygml.otherReference': 'Das Objekt steht im Koordinatensystem „{reference}“, die Datei in „{fileReference}“.',
  'finding.citygml.otherReference.action': 'Die Form wurde weggelassen; die Angaben zum Objekt bleiben.',
  'finding.citygml.outsideSolid':
    '{count, plural, one {# Fläche} other {# Flächen}} von Wänden, Dächern und Böden {count, plural, one {gehört} other {gehören}} nicht zum geschlossenen Körper des Gebäudes, zum Beispiel Dachüberstände.',
  'finding.citygml.outsideSolid.action': 'Weggelassen: Der geschlossene Körper ist die beheizte Hülle.',
  'finding.citygml.reference': 'Eine Fläche verweist auf „{target}“; das ist nicht in der Datei.',
  'finding.citygml.reference.action': 'Die Fläche wurde weggelassen.',
  'finding.crs.axisOrder':
    '{what, select, easting {Die Koordinaten liegen nur dann im Gebiet von {reference}, wenn der Rechtswert vorn steht; der Name des Systems sagt es anders.} other {Die Koordinaten liegen nur dann im Gebiet von {reference}, wenn der Hochwert vorn steht; der Name des Systems sagt es anders.}}',
  'finding.crs.axisOrder.action': 'In der passenden Reihenfolge gelesen. Prüfen Sie den Ort auf der Karte.',
  'finding.tree.size': 'Für {count, plural, one {# Baum} other {# Bäume}} nennt die Datei keine Größe.',
  'finding.tree.size.action': '{height_m, number} m hoch gezeigt, mit einer {crown_m, number} m breiten Krone.',
  'finding.xml.syntax': 'Ab Zeile {line, number} ist die Datei kein gültiges XML.',
  'finding.xml.syntax.action':
    'Was davor steht ({count, plural, one {# Objekt} other {# Objekte}}), wurde geladen, der Rest fehlt. Berichtigen Sie die Datei oder exportieren Sie sie neu.',
  'finding.xml.truncated': 'Die Datei endet mittendrin, in Zeile {line, number}: Sie wurde abgeschnitten.',
  'finding.xml.truncated.action':
    'Was davor steht ({count, plural, one {# Objekt} other {# Objekte}}), wurde geladen, der Rest fehlt. Kopieren oder laden Sie die Datei noch einmal.',
  'finding.osm.areas':
    '{count, plural, one {# Fläche} other {# Flächen}} um die Gebäude {count, plural, one {ist} other {sind}} in der Datei nicht vollständig.',
  'finding.osm.areas.action': 'Geschlossene Umrisse davon wurden gezeichnet.',
  'finding.osm.incomplete': '{missing, number} von {members, number} Teilen (oder Ecken) sind nicht in der Datei.',
  'finding.osm.incomplete.action':
    '{what, select, drawn {Was da ist, wurde gezeichnet; die Größe kann falsch sein.} other {Nicht gezeichnet. Laden Sie ein größeres Gebiet oder das ganze Objekt herunter.}}',
  'finding.osm.open': 'Der Umriss schließt sich nicht.',
  'finding.osm.open.action':
    '{what, select, drawn {Die geschlossenen Umrisse wurden gezeichnet.} other {Es gibt nichts zu zeichnen; die Angaben bleiben. Berichtigen Sie den Umriss.}}',
  'finding.osm.roofs':
    '{count, plural, one {# Dach hat} other {# Dächer haben}} in der Datei eine Form; {assumed, plural, =0 {alle mit Höhe oder Neigung} one {# davon ohne Höhe und Neigung} other {# davon ohne Höhe und Neigung}}.',
  'finding.osm.roofs.action': 'In dieser Form gebaut; wo die Neigung fehlt, mit einer üblichen.',
  'finding.osm.roofsFlat': 'Dächer dieser Formen lassen sich über ihren Umrissen nicht bauen: {list}.',
  'finding.osm.roofsFlat.action': 'Flach gezeichnet; die Form bleibt als Angabe erhalten.',
  'finding.overpass.remark': 'Der Server sagt zu seiner Antwort: {remark}',
  'finding.overpass.remark.action': 'Was die Antwort enthält, wurde geladen; etwas kann fehlen. Fragen Sie ein kleineres Gebiet ab.',
  'note.epw.weekday': 'Die Datei sagt nicht, welcher Wochentag der 1. Januar ist („{found}“): Montag angenommen.',
  'note.epw.leapDay': 'Der 29. Februar ({rows, plural, one {# Stunde} other {# Stunden}}) wurde weggelassen: Das Jahr hat 8.760 Stunden.',
  'note.epw.filled':
    '{quantity}: {hours, plural, one {# Stunde fehlt oder liegt} other {# Stunden fehlen oder liegen}} außerhalb des Möglichen, {how}.',
  'note.epw.utc': 'Die Zeilen stehen in Weltzeit (UTC): um {shift_h, number} h auf die Ortszeit verschoben.',
  'note.epw.instant': 'Die Sonne ist die eines Augenblicks, {offset_h, number} h nach Beginn der Stunde, wie die Datei sagt.',
  'note.pvgis.timeZone': 'Die Datei nennt keine Zeitzone: Die ihres Meridians wurde genommen, {zone_h, number} h vor der Weltzeit (UTC).',
  'note.pvgis.months': 'Ein typisches Jahr: Seine Monate stammen aus den Jahren {first} bis {last}.',
  'note.pvgis.momentFound':
    'Die Datei sagt nicht, zu welchem Augenblick ihr Sonnenschein gehört. Direkter und diffuser Anteil gehen {offset_h, number} h nach der vollen Stunde auf; das wurde genommen.',
  'note.pvgis.momentAssumed': 'Die Datei sagt nicht, zu welchem Augenblick ihr Sonnenschein gehört: die volle Stunde wurde angenommen.',
  'note.synthetic.made': 'Synthetisches Wetter: von einem Zufallsverfahren aus Monatsmitteln gemacht, keine Aufzeichnung eines Jahres.',
  'note.synthetic.normals': 'Monatsmittel: {station}. {source}',
  'note.synthetic.lapse':
    'Temperaturen von {from_m, number} m auf {to_m, number} m über dem Meer übertragen, mit {lapse_K_km, number} K je km.',

  'word.quantity.dryBulb': 'Lufttemperatur',
  'word.quantity.dewPoint': 'Taupunkt',
  'word.quantity.relativeHumidity': 'Relative Luftfeuchte',
  'word.quantity.pressure': 'Luftdruck',
  'word.quantity.infrared': 'Wärmestrahlung des Himmels',
  'word.quantity.ghi': 'Globalstrahlung auf die Ebene',
  'word.quantity.dni': 'Direkte Strahlung zur Sonne hin',
  'word.quantity.dhi': 'Diffuse Strahlung auf die Ebene',
  'word.quantity.windDirection': 'Windrichtung',
  'word.quantity.windSpeed': 'Windgeschwindigkeit',
  'word.quantity.totalSkyCover': 'Bewölkung insgesamt',
  'word.quantity.opaqueSkyCover': 'Dichte Bewölkung',
  'word.quantity.albedo': 'Rückstrahlung des Bodens (Albedo)',
  'word.how.interpolated': 'dazwischen ergänzt',
  'word.how.neighbourDays': 'aus derselben Stunde der Nachbartage',
  'word.how.dewPoint': 'aus dem Taupunkt',
  'word.how.relativeHumidity': 'aus der relativen Luftfeuchte',
  'word.how.totalSkyCover': 'aus der Bewölkung insgesamt',
  'word.how.skyCover': 'aus Temperatur, Taupunkt und Wolken',
  'word.how.halfClouded': 'aus Temperatur und Taupunkt bei halb bedecktem Himmel',
  'word.how.standardAtmosphere': 'üblicher Druck auf der Höhe des Ortes',
  'word.how.north': 'Norden angenommen',
  'word.how.usualWind': '3 m/s angenommen',
  'word.how.usualAlbedo': '0,2 angenommen',
  'note.ifc.uValuesMissing':
    '{what, select, all {Die Datei nennt für keinen der {count, number} Teile der Hülle einen U-Wert (Wärmeverlust je Fläche).} other {Die Datei nennt für {missing, number} von {count, number} Teilen der Hülle keinen U-Wert (Wärmeverlust je Fläche).}} Übliche Werte für {use}, {yearFrom, select, file {gebaut {year}} other {angenommenes Baujahr {year}}}, gelten: Wand {wall, number}, Dach {roof, number}, Bodenplatte {ground, number}, Fenster {window, number} W/(m² K).',
  'word.use.single-family': 'ein Einfamilienhaus',
  'word.use.terraced': 'ein Reihenhaus',
  'word.use.multi-family': 'ein Mehrfamilienhaus',
  'word.use.apartment-block': 'einen Wohnblock',
  'word.use.office': 'ein Bürogebäude',
  'word.use.retail': 'ein Geschäft',
  'word.use.school': 'eine Schule',
  'word.use.hospitality': 'ein Hotel oder Gasthaus',
  'word.use.health': 'ein Krankenhaus oder Pflegeheim',
  'word.use.industry': 'ein Industriegebäude',
  'word.use.storage': 'ein Lagergebäude',
  'finding.table.titleRows': '{count, plural, one {Eine Zeile steht} other {{count, number} Zeilen stehen}} über den Namen der Spalten.',
  'finding.table.titleRows.action': 'Ausgelassen.',
  'finding.table.noHeader': 'Die erste Zeile sieht nicht nach Namen von Spalten aus.',
  'finding.table.noHeader.action': 'Sie wurde als Werte gelesen; die Spalten sind nummeriert.',
  'finding.table.cut': 'Die Tabelle hat {rows, number} Zeilen und {columns, number} Spalten.',
  'finding.table.cut.action': 'Die ersten {keptRows, number} Zeilen und {keptColumns, number} Spalten wurden gelesen.',
  'finding.table.longRows':
    '{count, plural, one {Eine Zeile hat} other {{count, number} Zeilen haben}} mehr Zellen, als die Tabelle Spalten hat.',
  'finding.table.longRows.action': 'Die Zellen dahinter wurden ausgelassen. Text mit dem Trennzeichen darin braucht Anführungszeichen.',
  'finding.table.columnNames': '{count, plural, one {Eine Spalte hat} other {{count, number} Spalten haben}} keinen eigenen Namen.',
  'finding.table.columnNames.action': 'Benannt: {list}.',
  'finding.table.mixedColumn':
    '{count, plural, one {Ein Wert} other {{count, number} Werte}} der Spalte „{column}“ sind von anderer Art als die übrigen, etwa „{example}“.',
  'finding.table.mixedColumn.action': 'Als Text behalten.',
  'finding.table.decimalMark': 'Zahlen der Spalte „{column}“ könnten Nachkommastellen oder Tausendergruppen haben ({count, number} Werte).',
  'finding.table.decimalMark.action': 'Als Nachkommastellen gelesen. Prüfen Sie die Werte.',
  'finding.table.encoding': 'Der Text ist nicht in UTF-8.',
  'finding.table.encoding.action': 'Als westeuropäisch gelesen (Windows-1252). Prüfen Sie Namen mit Umlauten.',
  'finding.table.sheets': 'Die Mappe hat {count, number} Blätter mit Werten: {list}.',
  'finding.table.sheets.action': 'Das größte wurde gelesen: {sheet}.',
  'finding.edit.idTaken': 'Änderung {edit, number}: Diese Kennung ist schon vergeben.',
  'finding.edit.idTaken.action': 'Die Änderung wurde ausgelassen. Wählen Sie eine andere Kennung.',
  'finding.edit.joinUnmatched':
    'Änderung {edit, number}: {count, plural, one {Eine Zeile} other {{count, number} Zeilen}} aus „{source}“ gehören zu keinem Gebäude, zum Beispiel {list}.',
  'finding.edit.joinUnmatched.action': 'Diese Zeilen wurden ausgelassen, die übrigen übernommen.',
  'finding.edit.openCut': 'Änderung {edit, number}: Das Gebäude ist an der Schnittstelle nicht geschlossen.',
  'finding.edit.openCut.action': 'Ohne Wand zwischen den beiden Teilen geschnitten; ihre Volumen sind nur Anhaltswerte.',
  'finding.edit.roofForm':
    'Änderung {edit, number}: Über diesem Umriss lässt sich {asked, select, hip {kein Walmdach} pyramid {kein Zeltdach} mansard {kein Mansarddach} gable {kein Satteldach} shed {kein Pultdach} other {dieses Dach nicht}} bauen.',
  'finding.edit.roofForm.action':
    '{taken, select, hip {Stattdessen steht dort ein Walmdach.} other {Stattdessen steht dort ein Flachdach.}}',
  'finding.edit.shape':
    'Änderung {edit, number}: {what, select, fewPoints {Ein Umriss braucht mindestens drei verschiedene Punkte.} crossesItself {Der Umriss kreuzt oder berührt sich selbst.} noArea {Der Umriss hat keine Fläche.} holeOutside {Ein Innenhof liegt außerhalb des Umrisses.} badHeight {Die Höhe liegt unter 0,1 m oder über 1000 m.} tooFar {Ein Punkt liegt mehr als 1000 km vom Gebiet entfernt.} badPitch {Die Dachneigung liegt nicht zwischen 0,5 und 85 Grad.} other {Ein Wert ist keine Zahl.}}',
  'finding.edit.shape.action': 'Die Änderung wurde ausgelassen.',
  'finding.edit.splitMissed': 'Änderung {edit, number}: Die Linie teilt das Gebäude nicht in zwei Teile von mindestens 1 m².',
  'finding.edit.splitMissed.action': 'Die Änderung wurde ausgelassen. Ziehen Sie die Linie ganz durch das Gebäude.',
  'finding.edit.tooLow': 'Änderung {edit, number}: Vom Gebäude bliebe nichts übrig, oder es hat keine Wände, die sich strecken lassen.',
  'finding.edit.tooLow.action': 'Das Gebäude bleibt so hoch, wie es war.',
  'finding.edit.unknownBuilding':
    'Änderung {edit, number}: {what, select, removed {Das Gebäude wurde vorher entfernt.} other {Ein Gebäude mit dieser Kennung gibt es nicht.}}',
  'finding.edit.unknownBuilding.action': 'Für dieses Gebäude ausgelassen.',
  'finding.edit.unknownElement': 'Änderung {edit, number}: Einen Baum, eine Leitung oder einen Punkt mit dieser Kennung gibt es nicht.',
  'finding.edit.unknownElement.action': 'Für dieses Objekt ausgelassen.',
  'finding.edit.value': 'Änderung {edit, number}: Ein Wert ist nicht verwendbar ({what}).',
  'finding.edit.value.action': 'Die Änderung wurde ausgelassen.',
  'finding.repair.done':
    '{what, select, closeVolume {Öffnungen wurden geschlossen} dropZeroFaces {Flächen ohne Ausdehnung wurden weggelassen} splitSelfIntersections {Ein Umriss, der sich kreuzte, wurde geteilt} fillHeight {Die Höhe wurde ergänzt} orientShell {Flächen wurden nach außen gedreht} other {Repariert}}: Volumen vorher {before_m3, number} m³, nachher {after_m3, number} m³; Flächen vorher {before_m2, number} m², nachher {after_m2, number} m².',
  'finding.repair.done.action':
    '{what, select, fillHeight {Das Gebäude ist jetzt {height_m, number} m hoch.} other {{closed, select, yes {Die Hülle ist jetzt geschlossen, das Volumen genau.} other {Die Hülle ist noch offen; das Volumen ist nur ein Anhaltswert.}}}}',
  'finding.repair.duplicate': 'Das Gebäude steht auf demselben Umriss wie „{other}“.',
  'finding.repair.duplicate.action': 'Entfernt. Rückgängig machen bringt es zurück.',
  'finding.repair.notDone':
    '{what, select, closeVolume {Die Öffnungen lassen sich nicht mit ebenen Flächen schließen.} dropZeroFaces {Es gibt keine Fläche ohne Ausdehnung.} splitSelfIntersections {Kein Umriss kreuzt sich so, dass er geteilt werden kann.} removeDuplicate {Kein anderes Gebäude hat diesen Umriss.} fillHeight {Es fehlt keine Höhe, oder nichts sagt, wie hoch das Gebäude ist.} other {Alle Flächen zeigen nach außen, oder zu wenige grenzen aneinander.}}',
  'finding.repair.notDone.action': 'Das Gebäude bleibt, wie es ist.',
  'finding.market.leader':
    'Angenommen ist, dass Mitglieder mehr verbrauchen, wo Energie billiger ist: Elastizität {elasticity, number}, höchstens {most_pct, number} %.',
  'finding.market.leader.action':
    'Der Verwalter setzt die Preise, die ihm am meisten bringen; was er verdient, bleibt beim Verwalter der Gemeinschaft.',
  'finding.market.order':
    'Gebot {order, number} {what, select, zero {nennt keine Energiemenge.} negative {nennt eine negative Energiemenge.} notFinite {nennt eine Energiemenge, die keine Zahl ist.} price {nennt einen Preis, der keine Zahl ist.} other {nennt jemanden, der nicht zur Gemeinschaft gehört.}}',
  'finding.market.order.action': 'Das Gebot bleibt weg; alle anderen nehmen teil.',
  'finding.market.seal':
    'Teilnehmer {participant, number} {what, select, differs {hat ein anderes Gebot aufgedeckt als das hinterlegte} missing {hat sein hinterlegtes Gebot nicht aufgedeckt} other {hat ein Gebot aufgedeckt, das nicht hinterlegt war}} (Zeitschritt {step, number}).',
  'finding.market.seal.action': 'Das Gebot nimmt nicht teil; alle anderen nehmen teil.',
  'note.typology.useStated': 'Die Nutzung ist angegeben.',
  'note.typology.useOfNeighbours':
    '{count, number} von {of, number} Gebäuden dieser Form und Größe im Umkreis von {within_m, number} m haben diese Nutzung.',
  'note.typology.useOfForm': 'Die Nutzung ist aus Größe und Form geschätzt.',
  'note.typology.yearStated': 'Das Baujahr {year} ist angegeben.',
  'note.typology.yearOfNeighbours':
    'Gebäude dieser Form im Umkreis von {within_m, number} m entstanden um {year}: {count, number} von {of, number} in dieser Altersklasse.',
  'note.typology.yearDefault': 'Nichts sagt, wann es gebaut wurde; {year} ist angenommen.',
  'note.typology.form':
    'Grundfläche {footprint_m2, number} m², {height_m, number} m hoch, {sharedWalls_pct, number} % der Wände an Nachbarn.',
  'finding.market.noDemand': 'Das Gebäude wurde entfernt, oder seine Art ist nicht bekannt.',
  'finding.market.noDemand.action': 'Es gehört nicht zur Gemeinschaft.',
  'finding.market.zeroLoad': 'Das Gebäude verbraucht und erzeugt keinen Strom.',
  'finding.market.zeroLoad.action': 'Es gehört nicht zur Gemeinschaft.',
  'finding.market.unknownBuilding': 'Das Quartier hat kein Gebäude mit dieser Kennung.',
  'finding.market.unknownBuilding.action': 'Es gehört nicht zur Gemeinschaft.',
  'finding.market.unknownYear': 'Im Jahr des Gebäudes fehlen Werte von Stunden.',
  'finding.market.unknownYear.action': 'Es gehört nicht zur Gemeinschaft.',
  'finding.market.heatPumpFixed':
    'Der Strom von {count, plural, one {einer Wärmepumpe} other {# Wärmepumpen}} ist nicht Stunde für Stunde getrennt von anderem Verbrauch bekannt.',
  'finding.market.heatPumpFixed.action': 'Er gehört zur Last, die sich nicht verschieben lässt.',
  'finding.market.price.unsuited':
    'In {count, number} Zeitschritten des Jahres passt kein örtlicher Preis für beide Seiten: Einspeisen bringt mehr, als Strom vom Versorger kostet, oder der vereinbarte Preis liegt außerhalb der beiden.',
  'finding.market.price.unsuited.action': 'In diesen Schritten wird nichts geteilt; alle handeln mit dem Versorger.',
  'finding.market.price.linear':
    'In {count, number} Zeitschritten des Jahres ist ein Preis des Versorgers null oder negativ; die Formel des Angebot-Nachfrage-Verhältnisses hat dort keinen Sinn.',
  'finding.market.price.linear.action': 'In diesen Schritten gilt das mit dem Verhältnis gewichtete Mittel der beiden Preise.',
  'finding.market.price.fixedOutside':
    'In {count, number} Zeitschritten des Jahres liegt der vereinbarte örtliche Preis außerhalb der beiden Preise des Versorgers.',
  'finding.market.price.fixedOutside.action': 'Er wird berechnet wie vereinbart; eine Seite verliert dabei.',
  'finding.market.price.billMean':
    'Negative Preise lassen der Rechnungsteilung in {count, number} Abrechnungszeiträumen keine sinnvollen Gewichte.',
  'finding.market.price.billMean.action': 'Alle Energie eines solchen Zeitraums hat denselben Preis.',
  'finding.market.sharing.loss': 'Unter diesen Regeln zahlt die Gemeinschaft mehr, als ihre Mitglieder allein zahlen würden.',
  'finding.market.sharing.loss.action': 'Der Verlust wird nach derselben Regel geteilt.',
  'finding.market.sharing.noBasis': 'Nach dieser Regel gibt es nichts, wonach der Gewinn zu teilen wäre: ihr Maß ist bei allen null.',
  'finding.market.sharing.noBasis.action': 'Er wird zu gleichen Teilen geteilt.',
  'finding.market.sharing.tooMany':
    '{what, select, solver {Diese Teilungsregel braucht den Löser für lineare Programme, der nicht gestartet ist.} other {Diese Teilungsregel betrachtet jede mögliche Gruppe; {members, number} Mitglieder sind mehr als die {most, number}, die sie schafft.}}',
  'finding.market.sharing.tooMany.action': 'Stattdessen nach dem Beitrag jedes Mitglieds geteilt (Shapley-Wert).',
  'finding.market.order.rejected':
    '{count, plural, one {# Auftrag wird} other {# Aufträge werden}} abgelehnt, zusammen {energy_kWh, number} kWh: Eine Leitung, zuerst „{line}“, kann sie nicht tragen.',
  'finding.market.order.rejected.action': 'Für sie fließt kein Geld; was fehlt, liefert der Lieferant.',
  'finding.market.readings.filled': 'Für {name} fehlen im Jahr Messwerte über {hours, number} Stunden.',
  'finding.market.readings.filled.action':
    'Lücken bis zu zwei Stunden werden mit einer geraden Linie gefüllt, die übrigen {days_h, number} Stunden mit dem Mittel der gleichen Zeit an den nächsten Tagen.',
  'finding.market.connection.full': '{energy_kWh, number} kWh können nicht hinaus, weil der Anschluss der Gemeinschaft voll ist.',
  'finding.market.connection.full.action': 'Die Erzeugung wird um so viel abgeregelt.',
  'finding.market.island.spilled': 'Für {energy_kWh, number} kWh findet sich auf der Insel keine Verwendung.',
  'finding.market.island.spilled.action': 'Die Erzeugung wird um so viel abgeregelt.',
  'finding.market.island.missing': 'Die Gemeinschaft hat kein öffentliches Netz: Am Ende fehlen {energy_kWh, number} kWh.',
  'finding.market.island.missing.action':
    'Sie zählen zum Preis des Tarifs, als hätte jedes Mitglied ein eigenes Aggregat; über eine Leitung kommt nichts.',
  'finding.market.flexibility.noStore':
    'Kein Mitglied hat eine Batterie, einen Wärmespeicher oder ein Fahrzeug, das sich verschieben ließe.',
  'finding.market.flexibility.noStore.action': 'Nach außen wird nichts angeboten.',
  'finding.market.flexibility.window':
    'In die Stunden von „{name}“, {from_h, number} bis {to_h, number} Uhr, passt kein ganzer Schritt des Markts.',
  'finding.market.flexibility.window.action': 'Nach außen wird nichts angeboten.',
  'finding.market.flexibility.none':
    'An keinem Tag lassen sich mindestens {minimum_kW, number} kW über die Stunden von „{name}“ ohne Verlust halten.',
  'finding.market.flexibility.none.action':
    'Es wird nichts angeboten; eine kleinere Mindestleistung, weniger Stunden oder höhere Preise würden das ändern.',
  'finding.market.flexibility.closed': 'Der Markt für „{name}“ steht Gemeinschaften nicht offen.',
  'finding.market.flexibility.closed.action': 'Was er zahlen würde, ist nur simuliert; Zählerstände und Abrechnungen sind die ohne ihn.',
  'finding.market.flexibility.short':
    'Prognosen lagen daneben: {shortfall_kWh, number} kWh von dem, was dem Netzbetreiber angeboten war, wurden nicht geliefert.',
  'finding.market.flexibility.short.action': 'Von der Vergütung gehen {penalty_EUR, number} € als Strafe ab.',
  'finding.market.sharing.interval':
    'Die Anteile aus der Stichprobe sind nach {orders, number} Ziehungen auf ± {interval_EUR, number} € bekannt, weniger genau als gewünscht.',
  'finding.market.sharing.interval.action': 'Die Spanne steht beim Ergebnis.',
  'finding.tariff.negativeImport':
    'Im Tarif „{tariff}“ kostet Bezug in {steps, number} Schritten weniger als nichts, bis {lowest_ctPerKWh, number} ct/kWh.',
  'finding.tariff.negativeImport.action':
    'Beibehalten: Wer dann bezieht, bekommt Geld. Ein Batterieplan mit solchen Preisen ist eine Schranke, kein bewiesenes Bestes.',
  'finding.tariff.negativeExport':
    'Im Tarif „{tariff}“ liegt der Preis für Einspeisung in {steps, number} Schritten unter null, bis {lowest_ctPerKWh, number} ct/kWh.',
  'finding.tariff.negativeExport.action': 'Beibehalten: Wer dann einspeist, zahlt.',
  'finding.tariff.exportAbove': 'Im Tarif „{tariff}“ bringt Einspeisen in {steps, number} Schritten mehr, als Bezug kostet.',
  'finding.tariff.exportAbove.action':
    'Beibehalten. Dort bringt lokaler Handel nichts, und ein Batterieplan ist eine Schranke, kein bewiesenes Bestes.',
  'finding.tariff.filled': 'Die Preise „{name}“ des Tarifs „{tariff}“ haben Lücken von zusammen {hours, number} Stunden.',
  'finding.tariff.filled.action': 'Lücken bis 3 Stunden wurden geradlinig gefüllt.',
  'finding.series.number': '{count, plural, one {Ein Wert ist} other {# Werte sind}} keine Zahl, zuerst „{text}“ in Zeile {line, number}.',
  'finding.series.number.action': 'Als fehlend gezählt.',
  'finding.series.rows':
    '{rows, plural, one {Eine Zeile} other {# Zeilen}}: {what, select, repeated {ein Zeitpunkt, der schon vorkam, mit demselben Wert} differing {ein Zeitpunkt, der schon vorkam, mit anderem Wert} leap {29. Februar} other {anderes Jahr}}.',
  'finding.series.rows.action': '{what, select, differing {Der erste Wert gilt.} other {Weggelassen.}}',
  'finding.series.clock':
    'Die Zeiten von {year} wurden {what, select, offset {mit der angegebenen Zeitzone} world {als Weltzeit} standard {als Normalzeit, ohne Sommerzeit,} other {nach der Uhr an der Wand, mit Sommerzeit,}} gelesen.',
  'finding.series.clock.action':
    'Die Schritte stehen in Normalzeit: Die Stunde, die die Uhr im März überspringt und im Oktober wiederholt, macht keine Lücke.',
  'finding.prices.filled':
    'Preise fehlen für {hours, number} Stunden an {places, plural, one {einer Stelle} other {# Stellen}}, zuerst am {first}.',
  'finding.prices.filled.action': 'Geradlinig gefüllt.',
  'finding.meters.filled':
    'Messwerte von {name} fehlen für {hours, number} Stunden an {places, plural, one {einer Stelle} other {# Stellen}}.',
  'finding.meters.filled.action': 'Gefüllt: bis 3 Stunden geradlinig, länger nach derselben Zeit der Tage davor und danach.',
  'finding.meters.negative':
    '{count, plural, one {Ein Messwert} other {# Messwerte}} von {name} {count, plural, one {liegt} other {liegen}} unter null.',
  'finding.meters.negative.action': 'Als {what, select, generation {Verbrauch} other {Erzeugung}} gezählt.',
  'finding.dispatch.unserved':
    '{what, select, heat {Wärme} other {Fahrten}} von {unserved_kWh, number} kWh im Jahr {what, select, heat {braucht} other {brauchen}} mehr, als volle Leistung rechtzeitig liefert.',
  'finding.dispatch.unserved.action': 'Der Rest wird geplant; dieser Teil bleibt weg.',
  'finding.dispatch.window': '{name} dauert länger als {count, plural, one {eines seiner Zeitfenster} other {# seiner Zeitfenster}}.',
  'finding.dispatch.window.action': '{count, plural, one {Dieser Lauf bleibt} other {Diese Läufe bleiben}} weg.',
  'finding.dispatch.hollow':
    'In {count, plural, one {einem Schritt} other {# Schritten}} bringt Einspeisen mehr, als Bezug kostet, zuerst in Schritt {step, number}.',
  'finding.dispatch.hollow.action': 'Der Plan wird dort an einer weiteren Schranke geprüft; die Lücke zeigt, um wie viel.',
  'finding.dispatch.capacity':
    'Grenzen von Leitungen zwischen Gemeinschaften zählen nicht, wenn Batterien und verschiebbare Lasten geplant werden.',
  'finding.dispatch.capacity.action': 'Sie zählen, wo Handel geräumt wird.',
};
