// Exports of the solver: each kernel on vectors, and its scalar twin for the tests.
import * as auctions from './auctions';
import { pvYear } from './pv';
import { solarYear } from './solar';
import { path, segments } from './storage';
import { systemsBlock, systemsYear } from './systems';
import { thermalYear } from './thermal';

/** First address the host may use. */
export function heapBase(): usize {
  return __heap_base;
}

export function solarYear_f64x2(chunk: usize): void {
  solarYear<v128>(chunk);
}
export function solarYear_f64(chunk: usize): void {
  solarYear<f64>(chunk);
}
export function thermalYear_f64x2(chunk: usize): void {
  thermalYear<f64, v128>(chunk);
}
export function thermalYear_f64(chunk: usize): void {
  thermalYear<f64, f64>(chunk);
}
export function thermalYear_f32x4(chunk: usize): void {
  thermalYear<f32, v128>(chunk);
}
export function thermalYear_f32(chunk: usize): void {
  thermalYear<f32, f32>(chunk);
}
export function pvYear_f64x2(chunk: usize): void {
  pvYear<v128>(chunk);
}
export function pvYear_f64(chunk: usize): void {
  pvYear<f64>(chunk);
}
/** For double-precision heating and cooling series. */
export function systemsYear_f64x2(chunk: usize): void {
  systemsYear<v128, f64>(chunk);
}
export function systemsYear_f64(chunk: usize): void {
  systemsYear<f64, f64>(chunk);
}
/** For single-precision heating and cooling series. */
export function systemsYear_f64x2_single(chunk: usize): void {
  systemsYear<v128, f32>(chunk);
}
export function systemsYear_f64_single(chunk: usize): void {
  systemsYear<f64, f32>(chunk);
}
export function systemsBlock_f64x2(chunk: usize): void {
  systemsBlock<v128, f64>(chunk);
}
export function systemsBlock_f64(chunk: usize): void {
  systemsBlock<f64, f64>(chunk);
}
export function systemsBlock_f64x2_single(chunk: usize): void {
  systemsBlock<v128, f32>(chunk);
}
export function systemsBlock_f64_single(chunk: usize): void {
  systemsBlock<f64, f32>(chunk);
}
/** Costs of the steps of a store, then its cheapest path; the answer is a status. */
export function storageSegments_f64x2(storage: usize, atMeter: i32): i32 {
  return segments<v128>(storage, atMeter != 0);
}
export function storageSegments_f64(storage: usize, atMeter: i32): i32 {
  return segments<f64>(storage, atMeter != 0);
}
export function storagePath_f64x2(storage: usize, atMeter: i32): i32 {
  return path<v128>(storage, atMeter != 0);
}
export function storagePath_f64(storage: usize, atMeter: i32): i32 {
  return path<f64>(storage, atMeter != 0);
}
/** Call auction of many orders. */
export function callAuction(job: usize): void {
  auctions.callAuction(job);
}
/** Continuous double auction over a sequence of orders. */
export function continuousAuction(job: usize): void {
  auctions.continuousAuction(job);
}
