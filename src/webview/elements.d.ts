import type { HTMLAttributes } from 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': HTMLAttributes<HTMLElement> & { secondary?: boolean };
      'vscode-progress-bar': HTMLAttributes<HTMLElement> & { value: number; max: number };
    }
  }
}
