import { useSyncExternalStore } from 'react';
import { sentence } from '../../words/count';

/** Where the one upload of this tab stands. It goes on while a person is at another screen. */
export type Upload =
  | { state: 'none' }
  | { state: 'sending'; fileName: string; sent: number; size: number }
  | { state: 'done'; fileName: string; importId: string }
  | { state: 'failed'; fileName: string; message: string };

let upload: Upload = { state: 'none' };
let request: XMLHttpRequest | undefined;
const listeners = new Set<() => void>();

function set(next: Upload) {
  upload = next;
  for (const listener of listeners) listener();
}

const warnBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();

const lost = 'The connection broke while the file was being sent. Nothing was taken in: choose the file again.';

/** Reads what the server answers to a whole file: the import that began, or why there is none. */
export function readAnswer(status: number, text: string): { importId: string } | { message: string } {
  let answer: { importId?: string; error?: { message?: string } } = {};
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    // An answer that is no JSON comes from something between us and the hub; its status has to do.
  }
  if (answer.importId) return { importId: answer.importId };
  if (answer.error?.message) return { message: sentence(answer.error.message) };
  if (status === 413) return { message: 'The file is too large. Split it, then send each part.' };
  if (status === 401) return { message: 'You are signed out. Load this page again, sign in, then choose the file again.' };
  return { message: 'The hub did not take the file. Nothing was taken in: try again.' };
}

/** What a file may be: anybody's spreadsheet, or the bulk data of Companies House. */
export type Layout = 'spreadsheet' | 'companies-house';

/** Streams a file to the hub; fetch cannot tell how far it is. */
export function startUpload(file: File, layout: Layout) {
  const xhr = new XMLHttpRequest();
  request = xhr;
  const fileName = file.name;
  function end(next: Upload) {
    window.removeEventListener('beforeunload', warnBeforeLeaving);
    request = undefined;
    set(next);
  }
  xhr.upload.onprogress = ({ loaded }) => set({ state: 'sending', fileName, sent: loaded, size: file.size });
  xhr.onerror = () => end({ state: 'failed', fileName, message: lost });
  xhr.onabort = () => end({ state: 'none' });
  xhr.onload = () => {
    const answer = readAnswer(xhr.status, xhr.responseText);
    end('importId' in answer ? { state: 'done', fileName, importId: answer.importId } : { state: 'failed', fileName, message: answer.message });
  };
  xhr.open('POST', `/imports/${layout}`);
  xhr.setRequestHeader('Content-Type', 'application/octet-stream');
  xhr.setRequestHeader('X-File-Name', encodeURIComponent(fileName));
  window.addEventListener('beforeunload', warnBeforeLeaving);
  set({ state: 'sending', fileName, sent: 0, size: file.size });
  xhr.send(file);
}

export const stopUpload = () => request?.abort();
export const forgetUpload = () => set({ state: 'none' });

export const useUpload = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => upload,
  );
