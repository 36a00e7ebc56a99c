import { parentPort, workerData } from 'node:worker_threads';
import { type TrainingLine, trainAll } from './train-all.ts';

// A thread of its own: training takes seconds in which this process may also have to answer people.
parentPort?.postMessage(trainAll(workerData as readonly TrainingLine[]));
