{{/*
A Job of our image that runs one command, as a hook or with the release. (root, component, args, env; hook, weight; or name,
as it cannot be changed and stays)
*/}}
{{- define "sagashop.job" }}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .name | default (printf "%s-%s" (include "sagashop.name" .root) .component) }}
  labels: {{- include "sagashop.labels" . | nindent 4 }}
  {{- if .hook }}
  annotations:
    helm.sh/hook: {{ .hook }}
    helm.sh/hook-weight: {{ .weight | quote }}
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
  {{- end }}
spec:
  backoffLimit: 10
  activeDeadlineSeconds: 1800
  template:
    metadata:
      labels: {{- include "sagashop.labels" . | nindent 8 }}
      {{- include "sagashop.podAnnotations" (dict "root" .root) | nindent 6 }}
    spec:
      restartPolicy: OnFailure
      serviceAccountName: {{ include "sagashop.name" .root }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- include "sagashop.pull" .root | nindent 6 }}
      securityContext: {{- include "sagashop.podSecurity" .root | nindent 8 }}
      containers:
        - name: {{ .component }}
          image: {{ include "sagashop.image" .root }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          args: {{ .args | toJson }}
          env: {{- .env | nindent 12 }}
          resources: {{- toYaml .root.Values.jobs.resources | nindent 12 }}
          securityContext: {{- include "sagashop.containerSecurity" .root | nindent 12 }}
{{- end }}

{{/*
Lets such a Job reach databases, for as long as it is there: an upgrade comes before the policies of its own release.
(root, component, names, hook)
*/}}
{{- define "sagashop.jobNetwork" }}
{{- if .root.Values.networkPolicies.enabled }}
{{- $root := .root }}
{{- $name := printf "%s-%s" (include "sagashop.name" .root) .component }}
{{- $selector := include "sagashop.selector" . }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ $name }}
  labels: {{- include "sagashop.labels" . | nindent 4 }}
  annotations: {{- include "sagashop.passing" .hook | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- $selector | nindent 6 }}
  policyTypes: [Egress]
  egress:
    {{- include "sagashop.dns" .root | nindent 4 }}
    {{- range .names }}
    {{- include "sagashop.toDatabase" (dict "root" $root "name" .) | nindent 4 }}
    {{- end }}
{{- if ne .root.Values.databases.mode "urls" }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ $name }}-databases
  labels: {{- include "sagashop.labels" . | nindent 4 }}
  annotations: {{- include "sagashop.passing" .hook | nindent 4 }}
spec:
  podSelector: {{- include "sagashop.databasePods" (dict "root" .root "names" .names) | nindent 4 }}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels: {{- $selector | nindent 14 }}
      ports: [{ port: 5432, protocol: TCP }]
{{- end }}
{{- end }}
{{- end }}

{{/* Of what is there before a Job of this hook, and goes with it. */}}
{{- define "sagashop.passing" -}}
helm.sh/hook: {{ . }}
helm.sh/hook-weight: '-5'
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}
