/** The id of the pane of details. */
export const detailsPaneId = 'gather-details';

/** Gives the pane of details the focus. */
export function focusDetails(): void {
  document.getElementById(detailsPaneId)?.querySelector<HTMLElement>('[role="tab"][tabindex="0"]')?.focus();
}
