import type { PanelDetails } from '../core/panelDetails.ts';
import type { FieldDescription, PanelRow } from '../core/panelProtocol.ts';
import { placeText, protocolText, sizesText, statusLine, typeOf } from './detailsText.ts';
import { Facts } from './facts.tsx';
import { Icon } from './icon.tsx';
import * as text from './rowText.ts';
import { fill, type Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';

/** What was asked for and what became of it; where that is a failure, what it means and what to try. */
export function OverviewTab(props: {
  content: PanelDetails;
  /** Those of the run: not all of them have room in the table. */
  fields: readonly FieldDescription[];
  /** Tells more of what went wrong. */
  explain: () => void;
  strings: Strings;
}) {
  const { content, fields, explain, strings } = props;
  const { row, stored, missing } = content;
  return (
    <>
      <p class="address">
        {row.method !== undefined && <span class="verb">{visibleText(row.method)}</span>}
        <bdi>{visibleText(row.url)}</bdi>
      </p>
      <p class={`outcome state-${row.state}`}>
        <Icon name={text.stateIcons[row.state]} />
        <span dir="auto">{statusLine(content, strings)}</span>
      </p>
      {row.failure !== undefined && <Failure failure={row.failure} strings={strings} />}
      {(row.failure !== undefined || row.state === 'httpError') && (
        <p class="more">
          <button type="button" class="link" onClick={explain}>
            {strings.explain}
          </button>
        </p>
      )}
      {missing !== undefined && <p class="warning">{visibleText(missing)}</p>}
      {row.before !== undefined && (
        <p class="hint">{fill(strings.before, text.detailText(row.before, strings))}</p>
      )}
      <Facts
        facts={fields.map(({ name }, nth) => [
          visibleText(name),
          <span key={name} dir="auto">
            {visibleText(row.fields?.[nth] ?? '')}
          </span>,
        ])}
      />
      <Facts
        facts={[
          [strings.redirects, stored && stored.redirects.length > 0 && <Redirects content={content} />],
          [strings.type, typeOf(content)],
          [strings.size, sizesText(content, strings)],
          [strings.title, visibleText(content.title ?? '')],
          [strings.protocol, protocolText(content)],
          [strings.place, placeText(content, strings)],
          [strings.started, startText(content.startedAt)],
        ]}
      />
      {stored?.certificate !== undefined && (
        <>
          <h2>{strings.certificate}</h2>
          <Facts
            facts={[
              [strings.subject, visibleText(stored.certificate.subject)],
              [strings.issuer, visibleText(stored.certificate.issuer)],
              [
                strings.validity,
                fill(
                  strings.validText,
                  dateText(stored.certificate.validFrom),
                  dateText(stored.certificate.validTo),
                ),
              ],
              [strings.protocol, visibleText(stored.certificate.protocol)],
            ]}
          />
        </>
      )}
    </>
  );
}

function Failure({ failure, strings }: { failure: NonNullable<PanelRow['failure']>; strings: Strings }) {
  const { kind, phase, code, message } = failure;
  return (
    <section class="failure">
      <p dir="auto">{visibleText(message)}</p>
      <Facts
        facts={[
          [strings.whatItMeans, strings[`${kind}Means`]],
          [strings.phase, phase && strings[`${phase}Phase`]],
          ['Code', visibleText(code ?? '')],
        ]}
      />
    </section>
  );
}

/** Each hop that was left behind, and where they led. */
function Redirects({ content }: { content: PanelDetails }) {
  const { stored, finalUrl = '', row } = content;
  const hops = [...(stored?.redirects ?? []), { status: row.status, url: finalUrl }];
  return (
    <ol class="redirects">
      {hops.map(({ status, url }, nth) => (
        <li key={nth}>
          <span class="hop">{status ?? '–'}</span>
          <bdi>{visibleText(url)}</bdi>
        </li>
      ))}
    </ol>
  );
}

function startText(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toLocaleString();
}

function dateText(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? visibleText(iso) : date.toLocaleDateString();
}
