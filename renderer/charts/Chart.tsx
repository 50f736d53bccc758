/** A chart with its title, its data as files, and values by keyboard as well as by pointer. */
import { type KeyboardEvent, useContext, useEffect, useId, useRef, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useMessages } from '../app/useMessages.ts';
import { useApp } from '../state/useApp.ts';
import './charts.css';
import { type ChartSpec, tableCsv } from './chartSpec.ts';
import { type ChartTheme, readChartTheme } from './chartTheme.ts';
import { echarts } from './echarts.ts';
import { ExportContext } from './exportContext.ts';

export interface ChartProps {
  /** Says the finding's subject. */
  readonly title: string;
  /** Without ending. */
  readonly fileName: string;
  readonly size?: 'normal' | 'tall';
  /** Builds the drawing for the theme in force; memoise it. */
  readonly build: (theme: ChartTheme) => ChartSpec;
  /** Position of a click or Enter, counted along the first series. */
  readonly onPoint?: (index: number) => void;
}

type Instance = ReturnType<typeof echarts.init>;

/** Looks at the theme's tokens again when the person changes the theme or the system does. */
function useThemeVersion(): string {
  const theme = useApp((state) => state.settings.theme);
  const [system, setSystem] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const listen = (): void => setSystem(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return `${theme}:${system}`;
}

export function Chart({ title, fileName, size = 'normal', build, onPoint }: ChartProps) {
  const { t } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Instance | null>(null);
  const specRef = useRef<ChartSpec | null>(null);
  const pointRef = useRef(onPoint);
  pointRef.current = onPoint;
  const [summary, setSummary] = useState('');
  const themeVersion = useThemeVersion();
  const exportFile = useContext(ExportContext);
  const titleId = useId();
  const cursor = useRef(-1);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const instance = echarts.init(element, null, { renderer: 'canvas' });
    instance.on('click', ({ dataIndex }) => {
      if (!specRef.current?.clicksAnywhere) pointRef.current?.(dataIndex);
    });
    instance.getZr().on('click', ({ offsetX, offsetY }) => {
      const spec = specRef.current;
      if (!spec?.clicksAnywhere || !instance.containPixel('grid', [offsetX, offsetY])) return;
      const [step] = instance.convertFromPixel('grid', [offsetX, offsetY]);
      if (step !== undefined) pointRef.current?.(Math.min(spec.points - 1, Math.max(0, Math.round(step))));
    });
    chart.current = instance;
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      instance.dispose();
      chart.current = null;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's tokens live in CSS, the version says when to read them again
  useEffect(() => {
    const element = box.current;
    if (!element || !chart.current) return;
    const spec = build(readChartTheme(element));
    specRef.current = spec;
    chart.current.setOption(spec.option, { notMerge: true, lazyUpdate: true });
    setSummary(spec.summary);
  }, [build, themeVersion]);

  function step(event: KeyboardEvent): void {
    const instance = chart.current;
    const spec = specRef.current;
    if (!instance || !spec) return;
    if (event.key === 'Enter' && cursor.current >= 0) {
      pointRef.current?.(cursor.current);
      return;
    }
    const move = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (move === 0) return;
    event.preventDefault();
    cursor.current = (cursor.current + move + spec.points) % spec.points;
    instance.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: cursor.current });
  }

  function save(kind: React.Key): void {
    const instance = chart.current;
    const spec = specRef.current;
    if (!instance || !spec || !exportFile) return;
    if (kind === 'csv') {
      exportFile(`${fileName}.csv`, 'text/csv', new TextEncoder().encode(tableCsv(spec.table)));
      return;
    }
    if (kind === 'png') {
      const background = box.current ? readChartTheme(box.current).surface : '#ffffff';
      const url = instance.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: background });
      const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (character) => character.charCodeAt(0));
      exportFile(`${fileName}.png`, 'image/png', bytes);
      return;
    }
    const drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, width: instance.getWidth(), height: instance.getHeight() });
    drawing.setOption({ ...spec.option, animation: false });
    exportFile(`${fileName}.svg`, 'image/svg+xml', new TextEncoder().encode(drawing.renderToSVGString()));
    drawing.dispose();
  }

  return (
    <figure className="chart" aria-labelledby={titleId}>
      <figcaption className="chart-head">
        <span id={titleId} className="chart-title">
          {title}
        </span>
        {exportFile && (
          <MenuTrigger>
            <Button className="icon-button chart-menu" aria-label={t('chart.actions')}>
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d="M8 2v8m0 0 3-3m-3 3L5 7M3 13h10" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
              </svg>
            </Button>
            <Popover className="popover menu-popover">
              <Menu className="menu" aria-label={t('chart.actions')} onAction={save}>
                <MenuItem id="png" className="menu-item">
                  {t('chart.savePng')}
                </MenuItem>
                <MenuItem id="svg" className="menu-item">
                  {t('chart.saveSvg')}
                </MenuItem>
                <MenuItem id="csv" className="menu-item">
                  {t('chart.saveCsv')}
                </MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        )}
      </figcaption>
      <div
        ref={box}
        className={`chart-box chart-box-${size}`}
        role="img"
        tabIndex={0}
        aria-label={`${title}. ${summary} ${t('chart.keys')}`}
        onKeyDown={step}
      />
    </figure>
  );
}
