import { useEffect } from 'preact/hooks';
import { type ChangeKind, changeKinds } from '../core/change.ts';
import { formatCount } from '../core/formatCount.ts';
import type { RunDescription } from '../core/panelProtocol.ts';
import { kindText } from './changeText.ts';
import { Icon } from './icon.tsx';
import type { PanelModel } from './panelModel.ts';
import { fill, type Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';

/** What the run is compared with, and which changes are shown. Escape ends it. */
export function ComparisonBar(props: {
  model: PanelModel;
  earlier: RunDescription;
  counts: Readonly<Record<ChangeKind, number>>;
  total: number;
  strings: Strings;
}) {
  const { model, earlier, counts, total, strings } = props;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // A menu that is open goes first, by itself.
      if (document.querySelector(':popover-open') === null) model.actions.endComparison();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [model]);

  const when = new Date(earlier.startedAt).toLocaleString();
  const choice = (kind: ChangeKind | undefined, label: string, count: number) => (
    <label key={label}>
      <input
        type="radio"
        name="change"
        checked={model.query.change === kind}
        onChange={() => model.refine({ change: kind })}
      />
      <span>
        {label} {formatCount(count)}
      </span>
    </label>
  );
  return (
    <section class="comparison" aria-label={strings.comparison}>
      <span class="elided">{fill(strings.comparedWith, visibleText(earlier.title), when)}</span>
      <fieldset title={strings.paceRule}>
        <legend class="unseen">{strings.changeFilter}</legend>
        {choice(undefined, strings.all, total)}
        {changeKinds
          .filter((kind) => counts[kind] > 0 || model.query.change === kind)
          .map((kind) => choice(kind, kindText(kind, strings), counts[kind]))}
      </fieldset>
      <button
        type="button"
        title={strings.endComparison}
        aria-label={strings.endComparison}
        onClick={() => model.actions.endComparison()}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
