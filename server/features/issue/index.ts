export {
  type Acted,
  actOnIssue,
  actOnIssues,
  fileIssue,
  fileIssues,
  type Outcome,
  readHistories,
  type ToDo,
  type ToFile,
} from './write-issues.ts'
