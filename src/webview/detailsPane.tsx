import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { formatCount } from '../core/formatCount.ts';
import type { PanelDetails } from '../core/panelDetails.ts';
import type { RowAction } from '../core/rowAction.ts';
import { BodyTab } from './bodyTab.tsx';
import { type DetailsModel, type DetailsTab, detailsTabs } from './detailsModel.ts';
import { detailsPaneId } from './focusDetails.ts';
import { HeadersTab } from './headersTab.tsx';
import { Icon } from './icon.tsx';
import { OverviewTab } from './overviewTab.tsx';
import type { PanelModel } from './panelModel.ts';
import { canCancel, canCompare, hasBody } from './rowText.ts';
import { fill, type Strings } from './strings.ts';
import { TimingsTab } from './timingsTab.tsx';

const bodyId = 'gather-details-part';
const tabId = (tab: DetailsTab) => `gather-details-${tab}`;

/** All about the request of the row that has the focus: as text, whatever came. */
export function DetailsPane(props: {
  model: PanelModel;
  details: DetailsModel;
  close: () => void;
  strings: Strings;
}) {
  const { model, details, close, strings } = props;
  const content = details.details;
  const { tab } = details.state;
  const name =
    content === undefined ? strings.details : fill(strings.detailsOf, formatCount(content.row.index + 1));
  return (
    <section class="details" id={detailsPaneId} aria-label={name} aria-busy={!details.isCurrent}>
      <header>
        <Tabs details={details} strings={strings} />
        <div class="tools" role="toolbar" aria-label={strings.actions}>
          {content !== undefined && <Tools model={model} content={content} strings={strings} />}
          <Tool icon="close" label={strings.closeDetails} act={close} />
        </div>
      </header>
      <div
        // Another part, or another request, begins at its top.
        key={`${tab} ${content?.index}`}
        class="part"
        id={bodyId}
        role="tabpanel"
        aria-labelledby={tabId(tab)}
        tabIndex={0}
      >
        {content === undefined ? (
          <p class="none">{strings.noRow}</p>
        ) : (
          <Part tab={tab} model={model} content={content} strings={strings} />
        )}
      </div>
    </section>
  );
}

function Tabs({ details, strings }: { details: DetailsModel; strings: Strings }) {
  const list = useRef<HTMLDivElement>(null);
  const chosen = details.state.tab;

  function onKeyDown(event: KeyboardEvent): void {
    const at = detailsTabs.indexOf(chosen);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];
    const tab = to === undefined ? undefined : detailsTabs.at(to % detailsTabs.length);
    if (tab === undefined) return;
    event.preventDefault();
    details.choose(tab);
    list.current?.querySelector<HTMLElement>(`#${tabId(tab)}`)?.focus();
  }

  return (
    <div ref={list} class="tabs" role="tablist" aria-label={strings.details} onKeyDown={onKeyDown}>
      {detailsTabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={tabId(tab)}
          aria-selected={tab === chosen}
          aria-controls={bodyId}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => details.choose(tab)}
        >
          {strings[`${tab}Tab`]}
        </button>
      ))}
    </div>
  );
}

function Tools(props: { model: PanelModel; content: PanelDetails; strings: Strings }) {
  const { model, content, strings } = props;
  const { index, row } = content;
  const tool = (icon: string, action: RowAction): ComponentChildren => (
    <Tool icon={icon} label={strings[action]} act={() => model.actions.act(action, index)} />
  );
  return (
    <>
      {canCancel(row) && (
        <Tool icon="stop-circle" label={strings.cancelRequest} act={() => model.actions.cancel(index)} />
      )}
      {hasBody(row) && row.noBody === undefined && (
        <Tool icon="go-to-file" label={strings.openBody} act={() => model.actions.open(index)} />
      )}
      {canCompare(row) && tool('diff', 'compareWithEarlier')}
      {content.place !== undefined && tool('selection', 'revealUrl')}
      {tool('copy', 'copyUrl')}
      {tool('terminal', 'copyAsCurl')}
      {row.preview !== '' && tool('quote', 'copyPreview')}
      {!canCancel(row) && tool('debug-rerun', 'runSelectedAgain')}
    </>
  );
}

function Tool({ icon, label, act }: { icon: string; label: string; act: () => void }) {
  return (
    <button type="button" title={label} aria-label={label} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

function Part(props: { tab: DetailsTab; model: PanelModel; content: PanelDetails; strings: Strings }) {
  const { tab, model, content, strings } = props;
  switch (tab) {
    case 'overview':
      return (
        <OverviewTab
          content={content}
          fields={model.fields}
          explain={() => model.actions.explain(content.index)}
          strings={strings}
        />
      );
    case 'timings':
      return <TimingsTab content={content} strings={strings} />;
    case 'headers':
      return <HeadersTab content={content} strings={strings} />;
    case 'body':
      return <BodyTab content={content} open={() => model.actions.open(content.index)} strings={strings} />;
    default:
      return tab satisfies never;
  }
}
