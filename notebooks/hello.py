# Databricks notebook source
environment = dbutils.widgets.get("environment")
print(f"Hello from {environment}")
