import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../process/project-root.ts';

/**
 * What this dashboard uses of Grafana's classic model, as kinds/dashboard/dashboard_kind.cue of Grafana's own sources has it
 * (#GridPos, #ThresholdsConfig, #FieldColor, #RowPanel, #Panel), and the options of its four kinds of panel. Grafana itself
 * reads past what it does not know; this does not.
 */
const gridPos = z.strictObject({
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  w: z.int().min(1).max(24),
  h: z.int().min(1),
});
const datasource = z.strictObject({ type: z.literal('prometheus'), uid: z.literal('lait') });
const target = z.strictObject({
  refId: z.string().regex(/^[A-Z]$/),
  datasource,
  expr: z.string().min(1),
  legendFormat: z.string(),
  instant: z.boolean(),
  range: z.boolean(),
});
// Sorted by value, and the first is minus infinity, which JSON has as null.
const steps = z
  .array(z.strictObject({ color: z.string(), value: z.number().nullable() }))
  .refine((all) => all[0]?.value === null && all.slice(1).every(({ value }) => value !== null));
const defaults = z.strictObject({
  unit: z.enum(['short', 'percentunit', 's', 'h', 'd', 'bytes', 'reqps', 'currencyUSD']),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().optional(),
  color: z.strictObject({ mode: z.enum(['palette-classic', 'thresholds']) }),
  thresholds: z.strictObject({ mode: z.literal('absolute'), steps }),
  custom: z
    .strictObject({
      drawStyle: z.literal('line'),
      lineWidth: z.int(),
      fillOpacity: z.int().max(100),
      showPoints: z.literal('never'),
      spanNulls: z.int(),
      stacking: z.strictObject({ mode: z.enum(['none', 'normal']), group: z.string() }),
      thresholdsStyle: z.strictObject({ mode: z.enum(['off', 'line+area']) }),
    })
    .optional(),
});
const reduceOptions = z.strictObject({
  calcs: z.tuple([z.literal('lastNotNull')]),
  fields: z.literal(''),
  values: z.literal(false),
});
const optionsOf = {
  timeseries: z.strictObject({
    legend: z.strictObject({
      displayMode: z.literal('list'),
      placement: z.literal('bottom'),
      showLegend: z.literal(true),
      calcs: z.array(z.string()),
    }),
    tooltip: z.strictObject({ mode: z.literal('multi'), sort: z.literal('desc') }),
  }),
  stat: z.strictObject({
    reduceOptions,
    colorMode: z.literal('value'),
    graphMode: z.literal('none'),
    justifyMode: z.literal('auto'),
    orientation: z.literal('auto'),
    textMode: z.enum(['auto', 'name', 'value_and_name']),
  }),
  bargauge: z.strictObject({
    reduceOptions,
    displayMode: z.literal('basic'),
    orientation: z.literal('horizontal'),
    showUnfilled: z.literal(true),
    valueMode: z.literal('color'),
  }),
};
const panelOf = <T extends keyof typeof optionsOf>(type: T) =>
  z.strictObject({
    id: z.int(),
    type: z.literal(type),
    title: z.string().min(1),
    description: z.string().min(1),
    datasource,
    gridPos,
    targets: z.array(target).min(1),
    fieldConfig: z.strictObject({ defaults, overrides: z.array(z.never()) }),
    options: optionsOf[type],
  });
const row = z.strictObject({
  id: z.int(),
  type: z.literal('row'),
  title: z.string(),
  collapsed: z.literal(false),
  gridPos,
  panels: z.array(z.never()),
});
const dashboard = z.strictObject({
  id: z.null(),
  uid: z.string().min(8).max(40),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  timezone: z.literal('browser'),
  editable: z.boolean(),
  graphTooltip: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  refresh: z.string(),
  schemaVersion: z.int().min(36),
  version: z.int(),
  time: z.strictObject({ from: z.string(), to: z.string() }),
  timepicker: z.strictObject({}),
  templating: z.strictObject({ list: z.array(z.never()) }),
  annotations: z.strictObject({ list: z.array(z.never()) }),
  links: z.array(z.never()),
  panels: z.array(z.discriminatedUnion('type', [row, panelOf('timeseries'), panelOf('stat'), panelOf('bargauge')])),
});

describe('the dashboard', () => {
  const { panels } = dashboard.parse(
    JSON.parse(readFileSync(join(projectRoot, 'build/monitoring/grafana/dashboards/lait.json'), 'utf8')),
  );

  it('asks in rows what somebody who looks wants to know', () => {
    expect(panels.flatMap(({ type, title }) => (type === 'row' ? [title] : []))).toEqual([
      'Is it well',
      'People',
      'Work',
      'The record',
      'Processes',
      'Outside',
    ]);
  });

  it('is whole: every field of the grid belongs to one panel, and each has a number of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Map<string, string>();
    for (const { gridPos: at, title } of panels) {
      expect(at.x + at.w).toBeLessThanOrEqual(24);
      for (let x = at.x; x < at.x + at.w; x += 1) {
        for (let y = at.y; y < at.y + at.h; y += 1) {
          expect([title, taken.get(`${x},${y}`)]).toEqual([title, undefined]);
          taken.set(`${x},${y}`, title);
        }
      }
    }
    const height = Math.max(...panels.map(({ gridPos: at }) => at.y + at.h));
    expect(taken.size).toBe(24 * height);
  });
});
