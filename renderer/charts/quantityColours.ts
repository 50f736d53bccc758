/**
 * One colour per quantity, the same in every chart (Okabe and Ito 2008, distinguishable with every
 * common colour vision).
 */
export const QUANTITY_COLOURS = {
  heating: '#d55e00',
  hotWater: '#cc79a7',
  cooling: '#56b4e9',
  electricity: '#0072b2',
  pv: '#e69f00',
  gridImport: '#5f6b7a',
  gridExport: '#009e73',
  battery: '#b5a800',
} as const;
