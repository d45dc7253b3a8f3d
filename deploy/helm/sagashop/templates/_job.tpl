{{/* A Job of our image that runs one command. (root, component, args, env, hook, weight) */}}
{{- define "sagashop.job" }}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "sagashop.name" .root }}-{{ .component }}
  labels: {{- include "sagashop.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: {{ .hook }}
    helm.sh/hook-weight: {{ .weight | quote }}
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
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
          resources:
            requests: { cpu: 50m, memory: 128Mi }
            limits: { memory: 256Mi }
          securityContext: {{- include "sagashop.containerSecurity" .root | nindent 12 }}
{{- end }}
