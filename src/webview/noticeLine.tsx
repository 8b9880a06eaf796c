import { Icon } from './icon.tsx';

/** What there is to know of the shown run as a whole. */
export function NoticeLine({ text }: { text: string }) {
  return (
    <p class="notice" role="status">
      <Icon name="warning" />
      <span dir="auto">{text}</span>
    </p>
  );
}
