import { type ReactElement, useContext, useEffect, useState } from 'react';
import { FileIntakeContext, type TakenIn } from '../../state/file-intake.ts';
import { isLocked } from '../../state/lock.ts';
import { notify } from '../../state/notices.ts';
import styles from './drop-target.module.css';
import { useAddFiles } from './use-add-files.ts';

/** The whole window takes files and folders; while some hang over it, it says so. */
export function DropTarget(): ReactElement | null {
  const addFiles = useAddFiles();
  const intake = useContext(FileIntakeContext);
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    let depth = 0;
    const take = ({ files, remarks }: TakenIn): void => {
      for (const remark of remarks) notify('attention', remark);
      if (files.length > 0) addFiles(files);
      else if (remarks.length === 0) notify('attention', 'Nothing in that drop could be read. Try "Add files\u2026".');
    };
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(!isLocked());
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      if (event.dataTransfer === null || !hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (isLocked()) return;
      void intake.filesInDrop(event.dataTransfer).then(take);
    };
    const endArrivals = intake.onArrived(take);
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      endArrivals();
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [addFiles, intake]);

  if (!isOver) return null;
  return (
    <div className={styles.veil}>
      <p className={styles.words}>Drop to read these files</p>
      <p className={styles.quiet}>LEDES 1998B, LEDES 98BI, CSV. Folders too.</p>
    </div>
  );
}
