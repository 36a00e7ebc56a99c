import type { ReactElement } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { filesInList } from '../../state/dropped-files.ts';
import { Button } from '../../ui/button.tsx';
import { useAddFiles } from '../shell/use-add-files.ts';

/** What dropping does, by button: a picker for files and one for a folder. */
export function AddFiles({ look = 'line' }: { readonly look?: 'line' | 'solid' }): ReactElement {
  const addFiles = useAddFiles();
  const take = (files: FileList | null): void => {
    if (files !== null) addFiles(filesInList(files));
  };
  return (
    <>
      <FileTrigger allowsMultiple onSelect={take}>
        <Button look={look} icon="add">
          Add files{'\u2026'}
        </Button>
      </FileTrigger>
      <FileTrigger acceptDirectory onSelect={take}>
        <Button look="line" icon="folder">
          Add folder{'\u2026'}
        </Button>
      </FileTrigger>
    </>
  );
}
