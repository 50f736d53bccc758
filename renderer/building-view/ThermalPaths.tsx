import type { ThermalPath } from '#models/district/buildingModel.ts';
import { useMessages } from '../app/useMessages.ts';

/** The heat paths of the one zone, each with its share of what leaves over the year. */
export function ThermalPaths({ paths }: { readonly paths: readonly ThermalPath[] | null }) {
  const { t, label, number } = useMessages();
  if (!paths || paths.length === 0) return <p className="hint">{t('bview.thermal.pending')}</p>;
  const total = {
    conductance_W_K: paths.reduce((sum, path) => sum + path.conductance_W_K, 0),
    loss_kWh: paths.reduce((sum, path) => sum + path.loss_kWh, 0),
  };
  const largest = Math.max(...paths.map(({ loss_kWh }) => loss_kWh), 1e-9);
  const plain = (value: number): string => (value > 0 ? number(value) : '');
  return (
    <>
      <p className="hint">{t('bview.thermal.intro')}</p>
      <table className="bview-paths">
        <thead>
          <tr>
            <th scope="col" className="bview-head-cell">
              {t('bview.thermal.path')}
            </th>
            <th scope="col" className="bview-head-cell">
              {t('bview.thermal.area')}
            </th>
            <th scope="col" className="bview-head-cell">
              {t('bview.thermal.uValue')}
            </th>
            <th scope="col" className="bview-head-cell">
              {t('bview.thermal.conductance')}
            </th>
            <th scope="col" className="bview-head-cell">
              {t('bview.thermal.loss')}
            </th>
          </tr>
        </thead>
        <tbody>
          {paths.map((path) => (
            <tr key={path.kind}>
              <th scope="row">
                {label(`bview.thermal.${path.kind}`, path.kind)}
                <svg className="bview-bar" width="100%" height="4" aria-hidden="true" focusable="false">
                  <rect width={`${Math.max(0, (100 * path.loss_kWh) / largest)}%`} height="4" rx="2" />
                </svg>
              </th>
              <td>{plain(path.area_m2)}</td>
              <td>{plain(path.uValue_W_m2K)}</td>
              <td>{number(path.conductance_W_K)}</td>
              <td>{number(path.loss_kWh)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="bview-sum">
              {t('bview.thermal.total')}
            </th>
            <td className="bview-sum" />
            <td className="bview-sum" />
            <td className="bview-sum">{number(total.conductance_W_K)}</td>
            <td className="bview-sum">{number(total.loss_kWh)}</td>
          </tr>
        </tfoot>
      </table>
    </>
  );
}
